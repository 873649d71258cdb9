"""Let one process own a play, by a lock that the system gives back at its death.

The lock is on a file in the folder of the play. Forked processes share it: while
any of them lives, the play has an owner. No lease, so nothing to renew.
"""

import fcntl
import os
import time
from pathlib import Path
from typing import Final

from hero_runner.engines.port import OwnedElsewhere

_WAIT_SECONDS: Final = 1.0
"""How long the processes of a killed owner are given to disappear."""
_PAUSE_SECONDS: Final = 0.02
FILE_NAME: Final = "owner.lock"


class OwnerLock:
    """Hold the lock of a play."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor: int | None = descriptor

    @property
    def descriptor(self) -> int:
        """The open file, for a process that is to share the lock; -1 if released."""
        return -1 if self._descriptor is None else self._descriptor

    def release(self) -> None:
        """Close the file; the lock is free once all forked processes did."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def take_lock(folder: Path, play: str) -> OwnerLock:
    """Become the owner of a play. Raises `OwnedElsewhere` and `OSError`."""
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder / FILE_NAME, os.O_RDWR | os.O_CREAT, 0o644)
    deadline = time.monotonic() + _WAIT_SECONDS
    while not _try_lock(descriptor):
        if time.monotonic() > deadline:
            owner = os.pread(descriptor, 32, 0).decode(errors="replace").strip()
            os.close(descriptor)
            raise OwnedElsewhere(play, owner)
        time.sleep(_PAUSE_SECONDS)
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
    return OwnerLock(descriptor)


def find_owner(folder: Path) -> int | None:
    """Return the process that owns a play, if one does."""
    try:
        descriptor = os.open(folder / FILE_NAME, os.O_RDONLY)
    except OSError:
        return None
    try:
        if _try_lock(descriptor, fcntl.LOCK_SH):
            return None
        text = os.pread(descriptor, 32, 0).decode(errors="replace").strip()
        return int(text) if text.isdigit() else 0
    finally:
        os.close(descriptor)


def _try_lock(descriptor: int, kind: int = fcntl.LOCK_EX) -> bool:
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
