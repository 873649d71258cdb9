"""Hold connections of an event loop: one exchange at a time, idle in between."""

import select
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

import anyio
import h11
from anyio.abc import SocketAttribute

from hero_runtime.transports.base import Reply
from hero_runtime.transports.deadline import Deadline
from hero_runtime.transports.failures import build_too_large

if TYPE_CHECKING:
    from anyio.abc import ByteStream

MAX_IDLE: Final = 128
"""Most connections of a loop that wait: as many calls are often under way."""

_SHOWN: Final = 2048


class AsyncConnection:
    """Exchange HTTP requests and answers on one stream, one after another."""

    def __init__(self, stream: "ByteStream") -> None:
        self._stream = stream
        self._http = h11.Connection(h11.CLIENT)
        self.is_ended = False
        """Whether the service closed the connection before its answer was whole."""
        self.first_bytes = b""
        """The beginning of what was received in answer to the last request."""

    async def exchange(
        self,
        path: str,
        headers: Mapping[str, str],
        body: bytes,
        deadline: Deadline,
        limit: int,
    ) -> Reply:
        """Post a body and return the answer, which is read up to the limit."""
        self.first_bytes = b""
        with anyio.fail_after(deadline.left()):
            await self._stream.send(self._write(path, headers, body))
        status, chunks, size = 0, list[bytes](), 0
        while True:
            event = await self._next_event(deadline)
            if isinstance(event, h11.Response):
                status = event.status_code
            elif isinstance(event, h11.Data):
                chunks.append(bytes(event.data))
                size += len(event.data)
                if size > limit:
                    raise build_too_large(limit, chunks[0])
            elif isinstance(event, h11.EndOfMessage):
                return Reply(status, b"".join(chunks))

    def is_reusable(self) -> bool:
        """Prepare for the next exchange, or tell that there can be none."""
        done = self._http.our_state is h11.DONE and self._http.their_state is h11.DONE
        if not done or self._http.trailing_data[0]:
            return False
        self._http.start_next_cycle()
        return True

    def is_stale(self) -> bool:
        """Tell whether the service closed the connection or sent stray bytes."""
        poll = select.poll()
        opened = self._stream.extra(SocketAttribute.raw_socket)
        poll.register(opened.fileno(), select.POLLIN)
        return bool(poll.poll(0))

    async def abort(self) -> None:
        """Close without waiting for the other side, also in a cancelled task."""
        await anyio.aclose_forcefully(self._stream)

    def _write(self, path: str, headers: Mapping[str, str], body: bytes) -> bytes:
        fields = [*headers.items(), ("Content-Length", str(len(body)))]
        encoded = [(name.encode(), value.encode("latin-1")) for name, value in fields]
        request = h11.Request(method="POST", target=path, headers=encoded)
        head = self._http.send(request) or b""
        content = self._http.send(h11.Data(data=body)) or b""
        return head + content + (self._http.send(h11.EndOfMessage()) or b"")

    async def _next_event(self, deadline: Deadline) -> object:
        while (event := self._http.next_event()) is h11.NEED_DATA:
            try:
                with anyio.fail_after(deadline.to_read()):
                    received = await self._stream.receive()
            except anyio.EndOfStream:
                received, self.is_ended = b"", True
            if len(self.first_bytes) < _SHOWN:
                self.first_bytes += received[:_SHOWN]
            self._http.receive_data(received)
        if isinstance(event, h11.ConnectionClosed):
            raise ConnectionError("it was closed before the answer")
        return event


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
        if len(self._idle) < MAX_IDLE and connection.is_reusable():
            self._idle.append(connection)
        else:
            await connection.abort()

    async def aclose(self) -> None:
        """Close all idle connections."""
        idle, self._idle = self._idle, []
        for connection in idle:
            await connection.abort()
