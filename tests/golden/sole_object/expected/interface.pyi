# SERVICE: sole_object
# SUMMARY: Runs jobs.
# SOCKET: jobs/rpc.sock, jobs/main/rpc.sock
# from jobs_client import Jobs; client = Jobs()
# AsyncJobs has the same methods, awaited.
# with client.batch() as batch: each method gives an object with result() after the block.

from typing import Any

from hero_runtime.client import Client
from hero_runtime.model import Model

class JobRunParams(Model):
    command: str
    tries: int | None = None

class OtherOptions(Model):
    a: int | None = None

class Jobs(Client):
    def job_run(self, params: JobRunParams) -> bool: ...
    def job_list(self, *, params: dict[str, Any] | None = None) -> bool: ...
    def two(self, *, params: str | None = None, more: str | None = None) -> bool: ...
    def other(self, *, options: OtherOptions | None = None) -> bool: ...
