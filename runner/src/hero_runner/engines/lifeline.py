"""End a process with the one that it works for."""

import fcntl
import os
import signal
import threading


def end_with(lifeline: int) -> None:
    """Have the system kill this process once nobody holds the other end of a pipe.

    Whoever holds it may be killed at any time; no flow must go on without an owner.
    Each process needs a pipe of its own: the last one that asks is told.
    """
    if hasattr(fcntl, "F_SETSIG"):
        fcntl.fcntl(lifeline, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(lifeline, fcntl.F_SETSIG, signal.SIGKILL)
        flags = fcntl.fcntl(lifeline, fcntl.F_GETFL)
        fcntl.fcntl(lifeline, fcntl.F_SETFL, flags | os.O_ASYNC)
        return

    def wait() -> None:
        os.read(lifeline, 1)
        os.kill(os.getpid(), signal.SIGKILL)

    threading.Thread(target=wait, daemon=True).start()
