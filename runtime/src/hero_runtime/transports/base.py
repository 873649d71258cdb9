"""Define what a transport is, and the time it may take."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Protocol

MAX_RESPONSE_BYTES: Final = 64 * 1024 * 1024
"""The size of the largest answer that is read, unless told otherwise."""

MAX_SECONDS: Final = 31_536_000
"""A year: much larger values do not fit the clock types of the system."""


@dataclass(frozen=True, slots=True)
class Timeout:
    """Limit the time of a call, in seconds.

    `connect` is the limit for making a connection, `read` for each wait for
    more bytes, and `total` for the whole call.
    """

    connect: float = 5.0
    read: float = 30.0
    total: float = 60.0

    def __post_init__(self) -> None:
        for name in ("connect", "read", "total"):
            seconds = getattr(self, name)
            if not 0 < seconds <= MAX_SECONDS:
                raise ValueError(
                    f"timeout {name}={seconds!r}: give a number of seconds above "
                    f"0 and at most {MAX_SECONDS}"
                )

    @classmethod
    def of(cls, timeout: "float | Timeout") -> "Timeout":
        """Return a `Timeout` for a number of seconds that the call may take."""
        if isinstance(timeout, Timeout):
            return timeout
        return cls(connect=min(5.0, timeout), read=timeout, total=timeout)


@dataclass(frozen=True, slots=True)
class Reply:
    """Hold the HTTP status and the body of an answer."""

    status: int
    body: bytes


class Transport(Protocol):
    """Send one request body at a time; safe to use from many threads."""

    def send(self, body: bytes, headers: Mapping[str, str], timeout: Timeout) -> Reply:
        """Send a request body and return the answer.

        Raises `TransportError`, or `ProtocolError` when the answer is not HTTP.
        """
        ...

    def close(self) -> None:
        """Close idle connections; a later `send` opens a new one."""


class AsyncTransport(Protocol):
    """Be `Transport` for coroutines; safe to use from many tasks."""

    async def send(
        self, body: bytes, headers: Mapping[str, str], timeout: Timeout
    ) -> Reply:
        """Send a request body and return the answer; raises as `Transport` does."""
        ...

    async def aclose(self) -> None:
        """Close idle connections; a later `send` opens a new one."""
