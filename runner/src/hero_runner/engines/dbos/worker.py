"""Be a worker: take plays from a queue, and run each in processes of its own.

The worker has the only DBOS; a runner and a flow are started for each play, as for a
play without a queue, and end with the worker.
"""

import os
import signal
import socket
import subprocess
import sys
import threading
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from types import FrameType
from typing import Final

from dbos import DBOS

from hero_runner.engines.choice import ENGINE_VARIABLE
from hero_runner.engines.dbos.channel import Channel
from hero_runner.engines.dbos.control import opened_client
from hero_runner.engines.dbos.engine import LIFELINE_VARIABLE, STEPS_VARIABLE
from hero_runner.engines.dbos.launch import Source, aside, launch
from hero_runner.engines.dbos.serving import End, StepServer
from hero_runner.engines.dbos.settings import DATABASE_VARIABLE
from hero_runner.engines.dbos.settling import SETTLED, find_row, settle
from hero_runner.plays.starting import build_play
from hero_runner.store.connection import open_store, transaction
from hero_runner.store.home import store_path
from hero_runner.store.plays import build_version, write_play, write_version

_POLL_SECONDS: Final = 0.2
"""How often a worker looks for plays."""
_ATTEMPTS: Final = 3
"""How often a play whose process dies is begun before a person must look at it."""


@dataclass(frozen=True, slots=True)
class Place:
    """Hold where a worker is: its name, its home and the folders of its flows."""

    name: str
    home: Path
    folders: list[Path]
    database: str


class Worker:
    """Run the plays of a queue. One process may have a name at a time."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._stopped = threading.Event()
        self._signal = 0

    def run(self, queue: str, concurrency: int) -> int:
        """Work until a signal says stop; returns its number. Raises `StoreError`.

        Plays that run then go on when a worker of this name starts again.
        """
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        with opened_client(self._place.database) as client:
            client.register_queue(
                queue,
                worker_concurrency=concurrency,
                polling_interval_sec=_POLL_SECONDS,
            )
        launch(self._place.database, self._place.name, queue, self._play)
        self._stopped.wait()
        return self._signal

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self._signal = number
        self._stopped.set()

    def _play(self, play: str, flow: str, version: Source, given: str) -> str | None:
        """Run as the workflow of a play, in a thread of DBOS."""
        self._add(play, flow, version, given)
        for _ in range(_ATTEMPTS):
            row = find_row(self._place.home, play)
            if row is None or row.status not in ("running", "interrupted"):
                break
            if self._attempt(play) == "lost":
                return None
        row = find_row(self._place.home, play)
        if row is not None and row.status in SETTLED:
            return settle(row)
        # DBOS has no word for a play that waits; a cancelled one can go on as well.
        aside(DBOS.cancel_workflow, play)
        return None

    def _add(self, play: str, flow: str, version: Source, given: str) -> None:
        """Make a play known at home that was submitted elsewhere."""
        kept = build_version(
            find_path(version["path"], self._place.folders), version["source"]
        )
        new = build_play(play, flow, kept, given, "dbos")
        with closing(open_store(store_path(self._place.home))) as connection:
            if find_row(self._place.home, play) is None:
                with transaction(connection):
                    write_version(connection, kept)
                    write_play(
                        connection, replace(new, status="interrupted", attempt=0)
                    )

    def _attempt(self, play: str) -> End:
        ours, theirs = socket.socketpair()
        lifeline, lifeline_end = os.pipe()
        with ours, theirs:
            runner = self._start(play, theirs.fileno(), lifeline)
            theirs.close()
            os.close(lifeline)
            channel = Channel(ours)
            try:
                if channel.read() is None:
                    return "gone"
                return StepServer(channel, play, runner.terminate).serve()
            finally:
                ours.close()
                runner.wait()
                os.close(lifeline_end)

    def _start(
        self, play: str, channel: int, lifeline: int
    ) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "hero_runner", "resume", play]
        command += ["--home", str(self._place.home)]
        for folder in self._place.folders:
            command += ["--flows", str(folder)]
        told = {
            ENGINE_VARIABLE: "dbos",
            DATABASE_VARIABLE: self._place.database,
            STEPS_VARIABLE: str(channel),
            LIFELINE_VARIABLE: str(lifeline),
        }
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            env=os.environ | told,
            pass_fds=(channel, lifeline),
            start_new_session=True,
        )


def find_path(path: str, folders: list[Path]) -> str:
    """Return where a flow's file is here, for the modules beside it."""
    name = Path(path).name
    places = [Path(path), *(folder / name for folder in folders)]
    return next((str(place) for place in places if place.is_file()), path)
