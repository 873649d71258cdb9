# SERVICE: sole_object
# SUMMARY: Runs jobs.
# SOCKET: jobs/rpc.sock, jobs/main/rpc.sock
# from jobs_client import Jobs, JobRunParams; jobs_api = Jobs()

from typing import Any

from hero_runtime import Client, Model

class JobRunParams(Model):
    command: str
    tries: int | None = None

class OtherOptions(Model):
    a: int | None = None

class Jobs(Client):
    def job_run(self, params: JobRunParams) -> bool: ...
    def job_list(self, *, params: dict[str, Any] | None = None) -> bool: ...  # read
    def two(self, *, params: str | None = None, more: str | None = None) -> bool: ...
    def other(self, *, options: OtherOptions | None = None) -> bool: ...
