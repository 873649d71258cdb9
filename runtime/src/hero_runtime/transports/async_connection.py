"""Hold connections of an event loop: one exchange at a time, idle in between."""

import select
from typing import TYPE_CHECKING, Final

import anyio
import h11
from anyio.abc import SocketAttribute

from hero_runtime.transports.base import Reply
from hero_runtime.transports.deadline import Deadline
from hero_runtime.transports.failures import build_too_large
from hero_runtime.transports.framing import read_framing

if TYPE_CHECKING:
    from anyio.abc import ByteStream

MAX_IDLE: Final = 128
"""Most connections of a loop that wait: as many calls are often under way."""

_SHOWN: Final = 2048


class AsyncConnection:
    """Exchange HTTP requests and answers on one stream, one after another."""

    def __init__(self, stream: "ByteStream") -> None:
        self._stream = stream
        self.is_reusable = False
        """Whether the last exchange left nothing behind, so that another may follow."""
        self.is_ended = False
        """Whether the service closed the connection before its answer was whole."""
        self.first_bytes = b""
        """The beginning of what was received in answer to the last request."""

    async def exchange(self, request: bytes, deadline: Deadline, limit: int) -> Reply:
        """Send a request and return the answer, which is read up to the limit."""
        self.first_bytes = b""
        self.is_reusable = False
        with anyio.fail_after(deadline.left()):
            await self._stream.send(request)
        received = await self._receive(deadline)
        framing = read_framing(received)
        if framing is None:
            return await self._exchange_by_h11(received, deadline, limit)
        status, length, body = framing
        if length > limit:
            raise build_too_large(limit, body)
        if len(body) < length:
            body = await self._receive_rest(body, length, deadline)
        # More than the answer is nothing that the next call may read.
        self.is_reusable = len(body) == length
        return Reply(status, body[:length])

    def is_stale(self) -> bool:
        """Tell whether the service closed the connection or sent stray bytes."""
        poll = select.poll()
        opened = self._stream.extra(SocketAttribute.raw_socket)
        poll.register(opened.fileno(), select.POLLIN)
        return bool(poll.poll(0))

    async def abort(self) -> None:
        """Close without waiting for the other side, also in a cancelled task."""
        await anyio.aclose_forcefully(self._stream)

    async def _receive(self, deadline: Deadline) -> bytes:
        """Return what comes next, nothing at the end."""
        try:
            with anyio.fail_after(deadline.to_read()):
                received = await self._stream.receive()
        except anyio.EndOfStream:
            received, self.is_ended = b"", True
        if len(self.first_bytes) < _SHOWN:
            self.first_bytes += received[:_SHOWN]
        return received

    async def _receive_rest(
        self, body: bytes, length: int, deadline: Deadline
    ) -> bytes:
        chunks = [body]
        missing = length - len(body)
        while missing > 0:
            chunk = await self._receive(deadline)
            if not chunk:
                raise ConnectionError("it was closed within the answer")
            chunks.append(chunk)
            missing -= len(chunk)
        return b"".join(chunks)

    async def _exchange_by_h11(
        self, received: bytes, deadline: Deadline, limit: int
    ) -> Reply:
        """Return the answer of which something was received already."""
        http = _start_reading(received)
        status, chunks, size = 0, list[bytes](), 0
        while True:
            event = http.next_event()
            if event is h11.NEED_DATA:
                http.receive_data(await self._receive(deadline))
            elif isinstance(event, h11.Response):
                status = event.status_code
            elif isinstance(event, h11.Data):
                chunks.append(bytes(event.data))
                size += len(event.data)
                if size > limit:
                    raise build_too_large(limit, chunks[0])
            elif isinstance(event, h11.EndOfMessage):
                is_done = http.our_state is h11.DONE and http.their_state is h11.DONE
                self.is_reusable = is_done and not http.trailing_data[0]
                return Reply(status, b"".join(chunks))
            elif isinstance(event, h11.ConnectionClosed):
                raise ConnectionError("it was closed before the answer")


def _start_reading(received: bytes) -> h11.Connection:
    """Return a connection of h11 that takes what was received for its answer."""
    http = h11.Connection(h11.CLIENT)
    # What was sent does not matter here, only that it was a whole request.
    http.send(h11.Request(method="POST", target="/", headers=[("Host", "localhost")]))
    http.send(h11.EndOfMessage())
    http.receive_data(received)
    return http


class AsyncIdlePool:
    """Hold idle connections of one event loop, the one used last on top."""

    def __init__(self) -> None:
        self._idle: list[AsyncConnection] = []

    async def take(self) -> AsyncConnection | None:
        """Return a connection that still works, or `None`."""
        while self._idle:
            connection = self._idle.pop()
            if not connection.is_stale():
                return connection
            await connection.abort()
        return None

    async def put(self, connection: AsyncConnection) -> None:
        """Keep a connection for the next exchange if it can serve one."""
        if len(self._idle) < MAX_IDLE and connection.is_reusable:
            self._idle.append(connection)
        else:
            await connection.abort()

    async def aclose(self) -> None:
        """Close all idle connections."""
        idle, self._idle = self._idle, []
        for connection in idle:
            await connection.abort()
