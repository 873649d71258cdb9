"""Pass calls on to services.

Over a Unix socket, with as little between as there can be: a script waits for both
ways. Other addresses take the transport of hero-runtime.
"""

import math
import socket
import struct
import time
from collections.abc import Mapping
from contextlib import suppress
from threading import Lock
from typing import Final, Literal, Protocol

from hero_runner.broker.http_replies import MalformedReply, TooLarge, read_reply

from hero_runtime.errors import ConnectionFailed, HeroError
from hero_runtime.transports.address import UnixAddress, parse_target
from hero_runtime.transports.base import MAX_SECONDS, Reply, Timeout, Transport
from hero_runtime.transports.http import HttpTransport

# Made once: each such sum of flags takes microseconds.
_PEEK: Final = int(socket.MSG_PEEK | socket.MSG_DONTWAIT)


class UpstreamFailed(Exception):
    """Say that no answer came, and whether the service may have done the call."""

    def __init__(
        self, outcome: Literal["not_started", "unknown"], reason: str, size: int = 0
    ) -> None:
        super().__init__(reason)
        self.size: Final = size
        """Bytes of an answer that were too many, as far as they were allowed."""
        self.outcome: Final = outcome
        self.reason: Final = reason


class Upstream(Protocol):
    """Send a body to one service and return what it answered."""

    def send(
        self, body: bytes, headers: Mapping[str, str], seconds: float, most_bytes: int
    ) -> Reply:
        """Send a body; raise `UpstreamFailed` when no whole answer came."""
        ...

    def close(self) -> None:
        """End all connections, also those in use."""


def open_upstream(target: str | Transport) -> Upstream:
    """Return what passes calls on to an address, or through a transport.

    Raises `ValueError` for what is no address.
    """
    if not isinstance(target, str):
        return TransportUpstream(target)
    address = parse_target(target)
    if isinstance(address, UnixAddress):
        return UnixUpstream(address)
    return TransportUpstream(HttpTransport(address))


class TransportUpstream:
    """Pass calls on through a transport of hero-runtime."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def send(
        self, body: bytes, headers: Mapping[str, str], seconds: float, most_bytes: int
    ) -> Reply:
        """Send a body; raise `UpstreamFailed` when no whole answer came."""
        try:
            reply = self._transport.send(body, headers, Timeout.of(seconds))
        except ConnectionFailed as error:
            raise UpstreamFailed("not_started", error.message) from error
        except HeroError as error:
            raise UpstreamFailed("unknown", error.message) from error
        if len(reply.body) > most_bytes:
            raise UpstreamFailed("unknown", str(TooLarge(most_bytes)), most_bytes)
        return reply

    def close(self) -> None:
        """Close idle connections."""
        self._transport.close()


class _Connection(socket.socket):
    """A connection that the kernel limits: Python would ask it twice for each wait."""

    _seconds = 0

    def limit(self, seconds: float) -> None:
        """Limit each wait, to whole seconds."""
        whole = min(math.ceil(seconds), MAX_SECONDS)
        if whole == self._seconds:
            return
        self._seconds = whole
        for option in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):
            self.setsockopt(socket.SOL_SOCKET, option, struct.pack("@ll", whole, 0))

    def is_stale(self) -> bool:
        """Tell whether the other side closed it, or sent what nobody asked for."""
        try:
            self.recv(1, _PEEK)
        except BlockingIOError:
            return False
        except OSError:
            return True
        return True


class UnixUpstream:
    """Pass calls on over connections that are kept alive, for any number of threads.

    A call is sent once: whether one runs again is not for the broker to decide.
    """

    def __init__(self, address: UnixAddress) -> None:
        self._address = address
        self._lock = Lock()
        self._idle: list[_Connection] = []
        self._used: set[_Connection] = set()
        self._is_closed = False

    def send(
        self, body: bytes, headers: Mapping[str, str], seconds: float, most_bytes: int
    ) -> Reply:
        """Send a body; raise `UpstreamFailed` when no whole answer came."""
        end = time.monotonic() + seconds
        connection = self._take(seconds)
        is_reusable = False
        try:
            connection.sendall(self._render_head(len(body), headers) + body)
            reply, is_reusable = read_reply(connection, end, most_bytes)
        except BlockingIOError as error:
            raise UpstreamFailed("unknown", "no answer came in time") from error
        except TooLarge as error:
            raise UpstreamFailed("unknown", str(error), most_bytes) from error
        except (OSError, MalformedReply) as error:
            reason = str(error) or type(error).__name__
            raise UpstreamFailed(
                "unknown", f"no whole answer came: {reason}"
            ) from error
        finally:
            self._give_back(connection, is_reusable)
        return reply

    def close(self) -> None:
        """End all connections, also those in use."""
        with self._lock:
            self._is_closed = True
            idle, self._idle = self._idle, []
            for connection in self._used:
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
        for connection in idle:
            connection.close()

    def _take(self, seconds: float) -> _Connection:
        with self._lock:
            while self._idle:
                connection = self._idle.pop()
                # An idle connection has something to read only once it was closed.
                if not connection.is_stale():
                    connection.limit(seconds)
                    self._used.add(connection)
                    return connection
                connection.close()
        return self._connect(seconds)

    def _connect(self, seconds: float) -> _Connection:
        connection = _Connection(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.limit(seconds)
        try:
            connection.connect(self._address.socket_path)
        except OSError as error:
            connection.close()
            raise UpstreamFailed(
                "not_started",
                f"the service cannot be reached: {error.strerror or error}",
            ) from error
        with self._lock:
            if not self._is_closed:
                self._used.add(connection)
                return connection
        connection.close()
        raise UpstreamFailed("not_started", "the broker was closed")

    def _give_back(self, connection: _Connection, is_reusable: bool) -> None:
        with self._lock:
            self._used.discard(connection)
            if is_reusable and not self._is_closed:
                self._idle.append(connection)
                return
        connection.close()

    def _render_head(self, length: int, headers: Mapping[str, str]) -> bytes:
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        return (
            f"POST {self._address.path} HTTP/1.1\r\nHost: localhost\r\n"
            f"Content-Type: application/json\r\nAccept: application/json\r\n{lines}"
            f"Content-Length: {length}\r\n\r\n"
        ).encode("latin-1")
