# SERVICE: remarks
# SUMMARY: Case: list, add
# SOCKET: none known
# from remarks_client import Remarks, NewJob; remarks_api = Remarks()

from typing import Literal

from hero_runtime import Client, Model, RemoteError

NewJobState = Literal["a", "b"]

class NewJob(Model):
    priority: int  # 0..9
    age: float | None = None  # days
    state: NewJobState | None = None

class Job(Model):
    priority: int | None = None
    state: NewJobState | None = None

class Busy(RemoteError): ...
class TheQueueIsFull(RemoteError): ...

# every method raises Busy
class Remarks(Client):
    def job_list(
        self,
        *,
        limit: int | None = None,
        timeout: int | None = None,
        wait_ms: int | None = None,
        day: str | None = None,
        name: str | None = None,
    ) -> bool:
        """read: (limit 1..100, timeout seconds, day YYYY-MM-DD, name 1..8 chars ~
        ^[a-z]+$)
        """

    def job_add(self, job: NewJob) -> Job:
        """write: Add a job to the queue of its owner, which is made if there is none,
        and tell everybody who waits for jobs of that …; raises TheQueueIsFull
        """
