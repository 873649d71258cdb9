"""Speak JSON-RPC over WebSocket, with the distribution `websockets`."""

from collections.abc import Mapping
from threading import Lock
from time import monotonic

from hero_runtime.errors import ConnectionFailed, DependencyMissing, TransportError
from hero_runtime.transports.base import MAX_RESPONSE_BYTES, Reply, Timeout
from hero_runtime.transports.failures import build_connect_timed_out
from hero_runtime.transports.link import Link
from hero_runtime.transports.mailbox import Waiter, build_ended

try:
    from websockets.exceptions import ConnectionClosed, InvalidHandshake
    from websockets.sync.client import ClientConnection, connect, unix_connect
except ModuleNotFoundError as error:
    raise DependencyMissing.build(error, "websocket") from error

Headers = frozenset[tuple[str, str]]


class WebSocketTransport:
    """Keep a connection for each set of headers, shared by all threads.

    The headers of a WebSocket are sent when it is opened: calls with other
    headers go over a connection of their own, so that none is ever dropped.
    `url` is `ws://`, `wss://`, or with `socket_path` the URL asked for there.
    """

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
        self._lock = Lock()
        self._links: dict[Headers, Link] = {}

    def send(self, body: bytes, headers: Mapping[str, str], timeout: Timeout) -> Reply:
        """Send a request as a message and return the answer to it."""
        started = monotonic()
        link = self._open(headers, timeout)
        left = max(0.001, timeout.total - (monotonic() - started))
        return link.exchange(body, Timeout(timeout.connect, timeout.read, left))

    def listen(
        self, method: str, headers: Mapping[str, str], timeout: Timeout
    ) -> tuple[Link, Waiter]:
        """Start to keep the notifications of a method that the service sends."""
        link = self._open(headers, timeout)
        return link, link.listen(method)

    def close(self) -> None:
        """Close all connections; a later `send` opens a new one."""
        with self._lock:
            links, self._links = self._links, {}
        for link in links.values():
            link.end(build_ended(self._url, "it was closed"))

    def _open(self, headers: Mapping[str, str], timeout: Timeout) -> Link:
        key = frozenset(headers.items())
        with self._lock:
            link = self._links.get(key)
            if link is not None and link.is_ended:
                link.end(build_ended(self._url, "it was closed"))
                link = None
            if link is None:
                channel = WebSocketChannel(self._connect(headers, timeout))
                link = self._links[key] = Link(channel, self._url)
            return link

    def _connect(
        self, headers: Mapping[str, str], timeout: Timeout
    ) -> ClientConnection:
        seconds = min(timeout.connect, timeout.total)
        try:
            if self._socket_path is None:
                return connect(
                    self._url,
                    legacy=True,
                    additional_headers=dict(headers),
                    open_timeout=seconds,
                    close_timeout=2,
                    max_size=self._limit,
                    proxy=None,
                )
            return unix_connect(
                self._socket_path,
                self._url,
                legacy=True,
                additional_headers=dict(headers),
                open_timeout=seconds,
                close_timeout=2,
                max_size=self._limit,
            )
        except (OSError, EOFError, InvalidHandshake) as error:
            raise build_open_error(self._url, error) from error


class WebSocketChannel:
    """Exchange messages on one WebSocket."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection

    def send(self, message: bytes, seconds: float) -> None:
        """Send a text message; the connection's own pings find a dead peer."""
        try:
            self._connection.send(message.decode())
        except ConnectionClosed as error:
            raise EOFError(str(error)) from error

    def receive(self, seconds: float | None) -> bytes:
        """Return the next message, whether text or binary."""
        try:
            return self._connection.recv(seconds, decode=False)
        except ConnectionClosed as error:
            raise EOFError(str(error)) from error

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


def build_open_error(
    url: str, error: OSError | EOFError | InvalidHandshake
) -> TransportError:
    """Return the error for a WebSocket that could not be opened."""
    if isinstance(error, TimeoutError):
        return build_connect_timed_out(url)
    hint = ""
    if isinstance(error, InvalidHandshake):
        hint = "Check the URL and the headers: the service refused the WebSocket."
    return ConnectionFailed(f"cannot open {url}: {error}", hint=hint)
