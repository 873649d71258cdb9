"""Repeat what is safe to repeat: requests that were not sent, or may run twice."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from random import uniform
from time import monotonic, sleep
from typing import Final

from hero_runtime.errors import TransportError
from hero_runtime.transports.base import Reply, Timeout

_SHORTEST_TOTAL: Final = 0.001


@dataclass(frozen=True, slots=True)
class Retry:
    """Say how often and after which pauses a request is sent again.

    Repeated are requests of which nothing was sent and, for methods that the
    document marks as idempotent, those whose answer was lost or late. Before
    attempt n + 1 comes a random pause of up to `pause * 2 ** (n - 1)` seconds,
    never more than `longest_pause`: clients that failed together do not come
    back together. All of it happens within the total timeout of the call.
    """

    attempts: int = 3
    pause: float = 0.1
    longest_pause: float = 5.0

    def __post_init__(self) -> None:
        if self.attempts < 1:
            raise ValueError(f"retry attempts={self.attempts!r}: give 1 or more")
        for name in ("pause", "longest_pause"):
            if not 0 <= getattr(self, name) <= 3600:
                raise ValueError(
                    f"retry {name}={getattr(self, name)!r}: give 0 to 3600 seconds"
                )


class Attempts:
    """Count the attempts of one call and hold it to its total timeout."""

    def __init__(self, retry: Retry, timeout: Timeout, is_idempotent: bool) -> None:
        self._retry = retry
        self._timeout = timeout
        self._is_idempotent = is_idempotent
        self._end = monotonic() + timeout.total
        self._made = 0

    def next_timeout(self) -> Timeout:
        """Return the limits of the next attempt."""
        self._made += 1
        left = max(self._end - monotonic(), _SHORTEST_TOTAL)
        return replace(self._timeout, total=left)

    def pause_after(self, error: TransportError) -> float:
        """Return the seconds to wait, or raise the error if it is the last."""
        longest = self._retry.pause * 2.0 ** min(self._made - 1, 32)
        pause = uniform(0, min(longest, self._retry.longest_pause))
        is_safe = self._is_idempotent or not error.sent
        is_left = self._made < self._retry.attempts
        if is_safe and is_left and monotonic() + pause < self._end:
            return pause
        if self._made > 1:
            error.add_note(f"This was attempt {self._made}.")
        raise error


def send_repeatedly(send: Callable[[Timeout], Reply], attempts: Attempts) -> Reply:
    """Send a request until it is answered or must not be sent again."""
    while True:
        try:
            return send(attempts.next_timeout())
        except TransportError as error:
            pause = attempts.pause_after(error)
        sleep(pause)


async def send_repeatedly_async(
    send: Callable[[Timeout], Awaitable[Reply]], attempts: Attempts
) -> Reply:
    """Do the same without holding up the event loop."""
    import anyio

    while True:
        try:
            return await send(attempts.next_timeout())
        except TransportError as error:
            pause = attempts.pause_after(error)
        await anyio.sleep(pause)
