"""Run plays on one machine: a memo table in the play store, and an owner lock.

Nothing more, ever: no queue, no timer, no lease, no schedule. Who needs one of
these needs another engine.
"""

import os
import signal
import sqlite3
from collections.abc import Awaitable, Callable
from pathlib import Path
from threading import Lock

from hero_runner.engines.lock import OwnerLock, find_owner, take_lock
from hero_runner.engines.port import Capability, StaleStep, Step, StepResult
from hero_runner.store.connection import StoreError, explain, open_store, transaction
from hero_runner.store.home import play_folder, store_path
from hero_runner.store.memo import (
    Finished,
    copy_memo,
    read_finished,
    read_output,
    write_finished,
)
from hero_runner.store.plays import change_play


class LocalSteps:
    """Keep the results of one play's steps in the play store; safe for threads."""

    def __init__(self, path: Path, play: str) -> None:
        self._path = path
        self._play = play
        self._lock = Lock()
        self._connection = open_store(path)
        finished = read_finished(self._connection, play)
        self._number = len(finished)
        self._unused = {item.key: item for item in finished}
        self._keys = set(self._unused)

    def run(self, step: Step, function: Callable[[], str]) -> StepResult:
        """Return the kept result of a step, or run it and keep what it returns."""
        kept = self._find(step)
        if kept is not None:
            return StepResult(kept, replayed=True)
        output = function()
        self._keep(step, output)
        return StepResult(output, replayed=False)

    async def run_async(
        self, step: Step, function: Callable[[], Awaitable[str]]
    ) -> StepResult:
        """Be `run` for a coroutine function."""
        kept = self._find(step)
        if kept is not None:
            return StepResult(kept, replayed=True)
        output = await function()
        self._keep(step, output)
        return StepResult(output, replayed=False)

    def close(self) -> None:
        """Close the connection to the store."""
        with self._lock:
            self._connection.close()

    def _find(self, step: Step) -> str | None:
        if not self._unused:
            return None
        with self._lock:
            finished = self._match(step)
            if finished is None:
                return None
            del self._unused[finished.key]
            try:
                return read_output(self._connection, self._play, finished.key)
            except sqlite3.Error as error:
                raise StoreError(explain(self._path, error)) from error

    def _match(self, step: Step) -> Finished | None:
        """Find the finished step that a call is.

        Threads and tasks come in another order each time: among theirs, the one
        that was called with the same arguments is meant, whatever its counters.
        """
        same_key = self._unused.get(step.key)
        if same_key is not None and same_key.arguments == step.arguments:
            return same_key
        if step.concurrent:
            return next(
                (
                    item
                    for item in self._unused.values()
                    if item.family == step.family and item.arguments == step.arguments
                ),
                None,
            )
        if same_key is not None:
            raise StaleStep(step.key)
        return None

    def _keep(self, step: Step, output: str) -> None:
        with self._lock:
            finished = Finished(self._free_key(step), step.family, step.arguments)
            try:
                write_finished(
                    self._connection, self._play, finished, output, self._number
                )
            except sqlite3.Error as error:
                raise StoreError(explain(self._path, error)) from error
            self._keys.add(finished.key)
            self._number += 1

    def _free_key(self, step: Step) -> str:
        """Return the key, with another counter where a concurrent step has it."""
        key = step.key
        number = 0
        while key in self._keys:
            number += 1
            key = f"{step.key}~{number}"
        return key


class LocalEngine:
    """Run plays of one runner's home on this machine."""

    name = "local"
    capabilities: frozenset[Capability] = frozenset()

    def __init__(self, home: Path) -> None:
        self._home = home

    def own(self, play: str) -> OwnerLock:
        """Become the owner of a play. Raises `OwnedElsewhere` and `StoreError`."""
        folder = play_folder(self._home, play)
        try:
            return take_lock(folder, play)
        except OSError as error:
            raise StoreError(explain(folder, error)) from error

    def open_steps(self, play: str) -> LocalSteps:
        """Begin an attempt of a play that this process, or its parent, owns."""
        return LocalSteps(store_path(self._home), play)

    def cancel(self, play: str) -> bool:
        """Ask the owner of a play to stop; False if nobody owns it.

        Who starts at this moment sees the mark in the store instead of the signal.
        """
        connection = open_store(store_path(self._home))
        with transaction(connection):
            change_play(connection, play, cancelling=1)
        connection.close()
        owner = find_owner(play_folder(self._home, play))
        if not owner:
            return False
        try:
            os.kill(owner, signal.SIGTERM)
        except ProcessLookupError:
            return False
        return True

    def fork(self, play: str, from_key: str, new_play: str) -> bool:
        """Give a new play what another finished before a step; False without it."""
        connection = open_store(store_path(self._home))
        with transaction(connection):
            copied = copy_memo(connection, play, from_key, new_play)
        connection.close()
        return copied
