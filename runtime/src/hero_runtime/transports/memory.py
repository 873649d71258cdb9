"""Carry requests to a function of this program."""

from collections.abc import Awaitable, Callable, Mapping

from hero_runtime.transports.base import Reply, Timeout

Respond = Callable[[bytes, Mapping[str, str]], bytes]
"""Answer the body and the headers of a request; notifications with nothing."""

AsyncRespond = Callable[[bytes, Mapping[str, str]], Awaitable[bytes]]
"""Do the same as a coroutine."""


class MemoryTransport:
    """Call a function for each request, in the thread of the caller."""

    def __init__(self, respond: Respond) -> None:
        self._respond = respond

    def send(self, body: bytes, headers: Mapping[str, str], timeout: Timeout) -> Reply:
        """Return what the function answers; time limits do not hold it."""
        return Reply(200, self._respond(body, headers))

    def close(self) -> None:
        """Close nothing."""


class AsyncMemoryTransport:
    """Await a function for each request, in the task of the caller."""

    def __init__(self, respond: AsyncRespond) -> None:
        self._respond = respond

    async def send(
        self, body: bytes, headers: Mapping[str, str], timeout: Timeout
    ) -> Reply:
        """Return what the function answers; time limits do not hold it."""
        return Reply(200, await self._respond(body, headers))

    async def aclose(self) -> None:
        """Close nothing."""
