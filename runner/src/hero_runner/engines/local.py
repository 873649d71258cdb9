"""Run plays on one machine: a memo table in the play store, and an owner lock.

Nothing more, ever: no queue, no timer, no lease, no schedule. Who needs one of
these needs another engine.
"""

import os
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hero_runner.engines.lock import OwnerLock, find_owner, take_lock
from hero_runner.engines.memo import MemoSteps
from hero_runner.engines.port import Capability
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


class LocalMemo:
    """Keep the results of one play's steps in the play store."""

    def __init__(self, path: Path, play: str) -> None:
        self._path = path
        self._play = play
        self._connection = open_store(path)

    def read_finished(self) -> list[Finished]:
        """Return the finished steps in the order in which they finished."""
        with self._explained():
            return read_finished(self._connection, self._play)

    def read_output(self, key: str) -> str:
        """Return the result of a finished step, as JSON."""
        with self._explained():
            return read_output(self._connection, self._play, key)

    def write(self, step: Finished, output: str, number: int) -> None:
        """Keep the result of a step: it is on disk when this returns."""
        with self._explained():
            write_finished(self._connection, self._play, step, output, number)

    def close(self) -> None:
        """Close the connection to the store."""
        self._connection.close()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise StoreError(explain(self._path, error)) from error


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

    def open_steps(self, play: str) -> MemoSteps:
        """Begin an attempt of a play that this process, or its parent, owns."""
        return MemoSteps(LocalMemo(store_path(self._home), play))

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
