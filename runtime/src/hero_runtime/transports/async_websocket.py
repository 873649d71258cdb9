"""Speak JSON-RPC over WebSocket from asyncio or trio, with `websockets`."""

import sys
from collections.abc import Awaitable, Callable, Mapping
from time import monotonic
from typing import TYPE_CHECKING

import anyio

from hero_runtime.errors import DependencyMissing
from hero_runtime.transports.async_link import AsyncLink
from hero_runtime.transports.base import MAX_RESPONSE_BYTES, Reply, Timeout
from hero_runtime.transports.mailbox import Waiter, build_ended
from hero_runtime.transports.websocket import Headers, build_open_error

if TYPE_CHECKING:
    from websockets.trio.client import ClientConnection as TrioConnection

    Connection = ClientConnection | TrioConnection

try:
    from websockets.asyncio.client import ClientConnection, connect, unix_connect
    from websockets.exceptions import ConnectionClosed, InvalidHandshake
except ModuleNotFoundError as error:
    raise DependencyMissing.build(error, "websocket") from error


class AsyncWebSocketTransport:
    """Be `WebSocketTransport` for one event loop."""

    def __init__(
        self,
        url: str,
        *,
        socket_path: str | None = None,
        max_response_bytes: int = MAX_RESPONSE_BYTES,
    ) -> None:
        self._url = url
        self._socket_path = socket_path
        self._limit = max_response_bytes
        self._opening = anyio.Lock()
        self._links: dict[Headers, AsyncLink] = {}

    async def send(
        self, body: bytes, headers: Mapping[str, str], timeout: Timeout
    ) -> Reply:
        """Send a request as a message and return the answer to it."""
        started = monotonic()
        link = await self._open(headers, timeout)
        left = max(0.001, timeout.total - (monotonic() - started))
        return await link.exchange(body, Timeout(timeout.connect, timeout.read, left))

    async def listen(
        self, method: str, headers: Mapping[str, str], timeout: Timeout
    ) -> tuple[AsyncLink, Waiter]:
        """Start to keep the notifications of a method that the service sends."""
        link = await self._open(headers, timeout)
        return link, link.listen(method)

    async def aclose(self) -> None:
        """Close all connections; a later `send` opens a new one."""
        links, self._links = self._links, {}
        for link in links.values():
            await link.end(build_ended(self._url, "it was closed"))

    async def _open(self, headers: Mapping[str, str], timeout: Timeout) -> AsyncLink:
        key = frozenset(headers.items())
        async with self._opening:
            link = self._links.get(key)
            if link is not None and link.is_ended:
                await link.end(build_ended(self._url, "it was closed"))
                link = None
            if link is None:
                channel = await self._connect(headers, timeout)
                link = self._links[key] = AsyncLink(channel, self._url)
            return link

    async def _connect(
        self, headers: Mapping[str, str], timeout: Timeout
    ) -> "AsyncWebSocketChannel":
        seconds = min(timeout.connect, timeout.total)
        open_connection = _find_opener()
        try:
            connection = await open_connection(
                self._url, self._socket_path, headers, seconds, self._limit
            )
        except (OSError, EOFError, InvalidHandshake) as error:
            raise build_open_error(self._url, error) from error
        return AsyncWebSocketChannel(connection)


def _find_opener() -> "Callable[..., Awaitable[Connection]]":
    """Return what opens connections in the event loop that runs."""
    trio = sys.modules.get("trio")
    if trio is not None and trio.lowlevel.in_trio_task():
        from hero_runtime.transports.trio_websocket import open_connection

        return open_connection
    return _open_connection


async def _open_connection(
    url: str,
    socket_path: str | None,
    headers: Mapping[str, str],
    seconds: float,
    limit: int,
) -> ClientConnection:
    if socket_path is None:
        return await connect(
            url,
            additional_headers=dict(headers),
            open_timeout=seconds,
            close_timeout=2,
            max_size=limit,
            proxy=None,
        )
    return await unix_connect(
        socket_path,
        url,
        additional_headers=dict(headers),
        open_timeout=seconds,
        close_timeout=2,
        max_size=limit,
    )


class AsyncWebSocketChannel:
    """Exchange messages on one WebSocket."""

    def __init__(self, connection: "Connection") -> None:
        self._connection = connection

    async def send(self, message: bytes) -> None:
        """Send a text message."""
        try:
            await self._connection.send(message.decode())
        except ConnectionClosed as error:
            raise EOFError(str(error)) from error

    async def receive(self) -> bytes:
        """Return the next message, whether text or binary."""
        try:
            return await self._connection.recv(decode=False)
        except ConnectionClosed as error:
            raise EOFError(str(error)) from error

    async def aclose(self) -> None:
        """Close the connection."""
        if isinstance(self._connection, ClientConnection):
            await self._connection.close()
        else:
            await self._connection.aclose()
