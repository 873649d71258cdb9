"""Keep the time limits of a call on the socket that serves it.

An answer comes in many small steps, each with the timeout of the socket. To hold a limit for the whole call, the socket's timeout is set anew
from the deadline before each step.
"""

import socket
from time import monotonic
from typing import TYPE_CHECKING

from hero_runtime.errors import Phase
from hero_runtime.transports.base import Timeout

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer, WriteableBuffer


class Deadline:
    """Hold the end of a call, or of a part of it, and the limits within."""

    def __init__(self, timeout: Timeout, seconds: float | None = None) -> None:
        """Start the clock; `seconds` stands for less than the whole call."""
        self.timeout = timeout
        self._end = monotonic() + (timeout.total if seconds is None else seconds)

    def for_connecting(self) -> "Deadline":
        """Return the deadline of making a connection, which starts now."""
        return Deadline(self.timeout, min(self.timeout.connect, self.left()))

    def left(self) -> float:
        """Return the seconds that are left; raise `TimeoutError` for none."""
        left = self._end - monotonic()
        if left <= 0:
            raise TimeoutError("the time is over")
        return left

    def to_read(self) -> float:
        """Return the seconds to wait for more bytes."""
        return min(self.timeout.read, self.left())

    def name_phase(self, step: Phase) -> Phase:
        """Return the limit that passed, after a step timed out."""
        return "total" if monotonic() >= self._end else step


class DeadlineSocket(socket.socket):
    """A socket whose steps end with the deadline of the current call."""

    deadline: Deadline | None = None

    def recv(self, bufsize: int, flags: int = 0, /) -> bytes:
        """Receive within the time that is left."""
        if self.deadline is not None:
            self.settimeout(self.deadline.to_read())
        return super().recv(bufsize, flags)

    def recv_into(
        self, buffer: "WriteableBuffer", nbytes: int = 0, flags: int = 0
    ) -> int:
        """Receive within the time that is left."""
        if self.deadline is not None:
            self.settimeout(self.deadline.to_read())
        return super().recv_into(buffer, nbytes, flags)

    def sendall(self, data: "ReadableBuffer", flags: int = 0, /) -> None:
        """Send within the time that is left; the limit is for all of the data."""
        if self.deadline is not None:
            self.settimeout(self.deadline.left())
        super().sendall(data, flags)
