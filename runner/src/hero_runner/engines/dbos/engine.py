"""Join the runner with DBOS, without importing DBOS into it."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Final

from hero_runner.engines.dbos.channel import Channel
from hero_runner.engines.dbos.memo import KeptMemo
from hero_runner.engines.dbos.settings import find_database
from hero_runner.engines.lifeline import end_with
from hero_runner.engines.local import LocalEngine
from hero_runner.engines.lock import OwnerLock
from hero_runner.engines.memo import MemoSteps
from hero_runner.engines.port import Capability, Ownership
from hero_runner.store.connection import StoreError

STEPS_VARIABLE: Final = "HERO_STEPS_FD"
LIFELINE_VARIABLE: Final = "HERO_LIFELINE_FD"
"""What a worker passes to the runners that it starts: two inherited descriptors."""
_SETTLE_SECONDS: Final = 30.0


class KeptPlay:
    """Own a play together with the keeper of its steps."""

    def __init__(
        self, lock: OwnerLock, channel: socket.socket, keeper: "subprocess.Popen[bytes]"
    ) -> None:
        self._process = os.getpid()
        self._lock = lock
        self._channel = channel
        self._keeper = keeper

    def release(self) -> None:
        """Have the keeper settle the play; a forked process only lets go."""
        if self._channel.fileno() < 0:
            return
        if os.getpid() == self._process:
            self._end()
        self._channel.close()
        self._lock.release()

    def _end(self) -> None:
        try:
            Channel(self._channel).write({"end": True})
            self._keeper.wait(_SETTLE_SECONDS)
        except OSError:
            self._keeper.wait(_SETTLE_SECONDS)
        except subprocess.TimeoutExpired:
            # The next attempt settles it.
            self._keeper.send_signal(signal.SIGKILL)


class DbosEngine:
    """Run plays whose steps DBOS keeps in the PostgreSQL of all machines."""

    name = "dbos"
    capabilities: frozenset[Capability] = frozenset({"queue", "adopt"})

    def __init__(self, home: Path) -> None:
        self._home = home
        self._local = LocalEngine(home)
        self._channel: socket.socket | None = None

    def own(self, play: str) -> Ownership:
        """Become the owner of a play on this machine, and start its keeper.

        Another machine that goes on with the play is noticed at the next step.
        Raises `OwnedElsewhere` and `StoreError`.
        """
        find_database(os.environ)
        lock = self._local.own(play)
        if STEPS_VARIABLE in os.environ:
            self._channel = socket.socket(fileno=int(os.environ[STEPS_VARIABLE]))
            end_with(int(os.environ[LIFELINE_VARIABLE]))
            return lock
        self._channel, other = socket.socketpair()
        with other:
            keeper = self._start_keeper(play, lock, other)
        return KeptPlay(lock, self._channel, keeper)

    def open_steps(self, play: str) -> MemoSteps:
        """Begin an attempt of a play that this process, or its parent, owns."""
        if self._channel is None:
            raise StoreError(f"play {play} has no keeper: own it first")
        os.environ.pop(STEPS_VARIABLE, None)
        os.environ.pop(LIFELINE_VARIABLE, None)
        return MemoSteps(KeptMemo(Channel(self._channel), play))

    def cancel(self, play: str) -> bool:
        """Ask the owner of a play to stop, here or elsewhere, or take it off a queue.

        False if it neither runs nor waits.
        """
        if self._local.cancel(play):
            return True
        from hero_runner.engines.dbos.control import cancel_play

        return cancel_play(find_database(os.environ), play)

    def fork(self, play: str, from_key: str, new_play: str) -> bool:
        """Give a new play what another finished before a step; False without it."""
        from hero_runner.engines.dbos.control import fork_play

        database = find_database(os.environ)
        return fork_play(database, self._home, play, from_key, new_play)

    def _start_keeper(
        self, play: str, lock: OwnerLock, channel: socket.socket
    ) -> "subprocess.Popen[bytes]":
        """Start a keeper that shares the lock: the play is owned until both ended."""
        module = "hero_runner.engines.dbos"
        descriptor = channel.fileno()
        return subprocess.Popen(
            [sys.executable, "-m", module, str(self._home), play, str(descriptor)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            pass_fds=(descriptor, lock.descriptor),
            start_new_session=True,
        )
