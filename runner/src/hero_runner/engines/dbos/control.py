"""Do what needs no running play: submit, adopt, cancel and fork."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from dbos import DBOSClient, SetWorkflowID

from hero_runner.engines.dbos.launch import build_options, open_client
from hero_runner.engines.dbos.settings import (
    POLL_SECONDS,
    WORKFLOW,
    explain_database,
    is_own_queue,
    own_queue,
)
from hero_runner.store.connection import StoreError, open_store, transaction
from hero_runner.store.home import store_path
from hero_runner.store.plays import FlowVersion
from hero_runner.store.questions import copy_answers


@dataclass(frozen=True, slots=True)
class Adopted:
    """Hold the plays that workers will go on with, and those that none can."""

    plays: list[str]
    own: list[str]


@contextmanager
def opened_client(database: str) -> Iterator[DBOSClient]:
    """Open the database for a command. Raises `StoreError`."""
    try:
        client = open_client(database)
    except Exception as error:
        raise StoreError(explain_database(error)) from error
    try:
        yield client
    finally:
        client.destroy()


def submit_play(
    database: str, queue: str, play: str, flow: str, version: FlowVersion, given: str
) -> None:
    """Put a play into a queue of workers; one of the same id is left as it is."""
    with opened_client(database) as client:
        source = {"path": version.path, "source": version.source}
        client.enqueue(build_options(play, queue), flow, source, given)


def adopt_plays(database: str, owner: str) -> Adopted:
    """Put the running plays of a worker that is gone back into their queues."""
    with opened_client(database) as client:
        found = client.list_workflows(
            status="PENDING",
            executor_id=owner,
            name=WORKFLOW,
            load_input=False,
            load_output=False,
        )
        own = [item.workflow_id for item in found if is_own_queue(item.queue_name)]
        plays = []
        for item in found:
            if item.workflow_id not in own:
                client.resume_workflow(item.workflow_id, queue_name=item.queue_name)
                plays.append(item.workflow_id)
    return Adopted(plays, own)


def cancel_play(database: str, play: str) -> bool:
    """Cancel a play wherever it runs or waits; False if it does neither."""
    with opened_client(database) as client:
        found = client.list_workflows(
            workflow_ids=[play],
            status=["PENDING", "ENQUEUED", "DELAYED"],
            load_input=False,
            load_output=False,
        )
        if found:
            client.cancel_workflow(play)
    return bool(found)


def fork_play(database: str, home: Path, play: str, key: str, new_play: str) -> bool:
    """Give a new play the steps that another finished before one; False without it."""
    with opened_client(database) as client:
        steps = client.list_workflow_steps(play, load_output=False)
        found = [step for step in steps if step["function_name"] == key]
        if not found:
            return False
        queue = own_queue(new_play)
        client.register_queue(
            queue, worker_concurrency=1, polling_interval_sec=POLL_SECONDS
        )
        with SetWorkflowID(new_play):
            number = found[0]["function_id"]
            client.fork_workflow(play, start_step=number, queue_name=queue)
    ended = found[0]["completed_at_epoch_ms"] or 0
    with closing(open_store(store_path(home))) as connection:
        with transaction(connection):
            copy_answers(connection, play, new_play, ended / 1000)
    return True
