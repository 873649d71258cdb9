"""Be the keeper of one play: the process beside its runner in which DBOS lives.

It ends when the runner says so, or with the runner: what was not settled by then goes
on with the next attempt.
"""

import os
import signal
import threading
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from dbos import DBOS, DBOSClient
from sqlalchemy.exc import DBAPIError

from hero_runner.engines.dbos.channel import Channel
from hero_runner.engines.dbos.launch import (
    Source,
    aside,
    build_options,
    launch,
    open_client,
)
from hero_runner.engines.dbos.serving import StepServer
from hero_runner.engines.dbos.settings import (
    POLL_SECONDS,
    explain_database,
    own_queue,
)
from hero_runner.engines.dbos.settling import SETTLED, find_row, settle
from hero_runner.store.connection import StoreError, open_store
from hero_runner.store.home import store_path
from hero_runner.store.plays import Play, read_version


class Keeper:
    """Keep the steps of one play of a home."""

    def __init__(self, home: Path, play: str, channel: Channel, database: str) -> None:
        self._home = home
        self._play = play
        self._channel = channel
        self._database = database
        self._runner = os.getppid()
        self._over = threading.Event()

    def run(self) -> None:
        """Keep the steps of a flow that has begun, and settle its workflow.

        The process must end without waiting for its threads when this returns.
        """
        try:
            self._prepare()
            launch(self._database, self._play, own_queue(self._play), self._keep)
        except StoreError as error:
            self._refuse(str(error))
            return
        except Exception as error:
            self._refuse(explain_database(error))
            return
        self._over.wait()

    def _prepare(self) -> None:
        """Put the play into its own queue, wherever its last attempt left it."""
        client = open_client(self._database)
        try:
            queue = own_queue(self._play)
            client.register_queue(
                queue, worker_concurrency=1, polling_interval_sec=POLL_SECONDS
            )
            enter_queue(client, self._play, queue, self._read_row())
        finally:
            client.destroy()

    def _read_row(self) -> tuple[Play, Source]:
        row = find_row(self._home, self._play)
        assert row is not None, "the runner adds the play before it starts the flow"
        connection = open_store(store_path(self._home))
        version = read_version(connection, row.version)
        connection.close()
        return row, {"path": version.path, "source": version.source}

    def _keep(self, play: str, flow: str, version: Source, given: str) -> str | None:
        """Run as the workflow: serve, then end as the play store says."""
        try:
            end = StepServer(self._channel, play, self._stop).serve()
        except Exception as error:
            self._channel.write({"error": explain_database(error)})
            end = "lost"
        if end == "lost":
            self._drain()
        row = find_row(self._home, play)
        settled = row is not None and row.status in (*SETTLED, "cancelled")
        if end != "ended" or not settled or row is None:
            self._halt()
        threading.Thread(target=self._leave, daemon=True).start()
        if row.status == "cancelled":
            aside(DBOS.cancel_workflow, play)
            return None
        return settle(row)

    def _halt(self) -> NoReturn:
        """End this process before the workflow ends: another attempt goes on with it."""
        self._over.set()
        while True:
            threading.Event().wait()

    def _leave(self) -> None:
        """Be over once DBOS has noted how the workflow ended."""
        with suppress(BaseException):  # How it ended is not asked, only that it did.
            DBOS.retrieve_workflow(self._play).get_result(polling_interval_sec=0.01)
        with suppress(DBAPIError):  # A queue that stays is used by the next attempt.
            DBOS.delete_queue(own_queue(self._play))
        self._over.set()

    def _stop(self) -> None:
        os.kill(self._runner, signal.SIGTERM)

    def _refuse(self, text: str) -> None:
        self._channel.write({"error": text})
        self._drain()

    def _drain(self) -> None:
        """Read until the runner has noted how the play ended."""
        while (message := self._channel.read()) is not None and "end" not in message:
            continue


def enter_queue(
    client: DBOSClient, play: str, queue: str, row: tuple[Play, Source]
) -> None:
    """Enqueue a play, new or left by an earlier attempt. Raises `StoreError`."""
    found = client.list_workflows(
        workflow_ids=[play], load_input=False, load_output=False
    )
    if not found:
        options = build_options(play, queue)
        client.enqueue(options, row[0].flow, row[1], row[0].given)
        return
    status = found[0]
    if status.status == "PENDING" and status.executor_id != play:
        raise StoreError(
            f"play {play} runs on the worker {status.executor_id}: wait, or cancel it"
        )
    if status.status in ("ENQUEUED", "DELAYED"):
        if status.queue_name != queue:
            raise StoreError(f"play {play} waits in the queue {status.queue_name}")
        return
    if status.status in ("PENDING", "CANCELLED"):
        client.resume_workflow(play, queue_name=queue)
        return
    steps = client.list_workflow_steps(play, load_output=False)
    last = max((step["function_id"] for step in steps), default=0)
    client.rewind_workflow(play, start_step=last + 1, queue_name=queue)
