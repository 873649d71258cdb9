# SERVICE: effects
# SUMMARY: Case: get, run, delete, list, purge, start, check, get or create, status
# SOCKET: none known
# from effects_client import Effects; effects_api = Effects()

from hero_runtime import Client

class Effects(Client):
    def job_get(self) -> bool: ...  # write
    def job_run(self) -> bool: ...  # destructive
    def job_delete(self) -> bool: ...
    def job_list(self) -> bool: ...  # read
    def job_purge(self) -> bool: ...  # destructive
    def job_start(self) -> bool: ...  # write
    def job_check(self) -> bool: ...
    def get_or_create(self) -> bool: ...
    def job_status(self) -> bool:
        """read: Get the status of a job"""
