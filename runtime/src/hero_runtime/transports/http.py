"""Send requests by HTTP over a Unix socket, over TCP, and over TLS."""

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

from hero_runtime.errors import HeroError
from hero_runtime.transports.address import Address, TcpAddress
from hero_runtime.transports.base import MAX_RESPONSE_BYTES, Reply, Timeout
from hero_runtime.transports.connect import build_connect_error, open_socket
from hero_runtime.transports.connection import Connection
from hero_runtime.transports.deadline import Deadline, DeadlineSocket
from hero_runtime.transports.failures import (
    build_connection_lost,
    build_not_http,
    build_timed_out,
)
from hero_runtime.transports.headers import build_get_request, build_request
from hero_runtime.transports.pool import IdlePool

if TYPE_CHECKING:
    import ssl

    from hero_runtime.transports.tls import DeadlineTlsSocket


class HttpTransport:
    """Keep connections to one address alive, for any number of threads.

    A request is sent once: a call that may have run is never repeated. Idle
    connections that the service closed are found before anything is sent.
    """

    def __init__(
        self, address: Address, *, max_response_bytes: int = MAX_RESPONSE_BYTES
    ) -> None:
        self._address = address
        self._max_response_bytes = max_response_bytes
        self._pool = IdlePool()
        self._tls: ssl.SSLContext | None = None

    def send(self, body: bytes, headers: Mapping[str, str], timeout: Timeout) -> Reply:
        """Post a body of JSON and return the answer, whatever its status."""
        address = self._address
        request = build_request(address.path, address.host_header, headers, body)
        return self._send(request, timeout)

    def get(self, headers: Mapping[str, str], timeout: Timeout) -> Reply:
        """Get what the path of the address holds, whatever the status."""
        address = self._address
        request = build_get_request(address.path, address.host_header, headers)
        return self._send(request, timeout)

    def _send(self, request: bytes, timeout: Timeout) -> Reply:
        deadline = Deadline(timeout)
        connection = self._own_pool().take() or self._connect(deadline)
        try:
            reply, is_reusable = connection.exchange(
                request, deadline, self._max_response_bytes
            )
        except BaseException as error:
            connection.close()
            if isinstance(error, HeroError) or not isinstance(error, Exception):
                raise
            raise _build_exchange_error(self._address, deadline, error) from error
        if is_reusable:
            self._own_pool().put(connection)
        else:
            connection.close()
        return reply

    def close(self) -> None:
        """Close idle connections; a later `send` opens a new one."""
        self._own_pool().close()

    def _own_pool(self) -> IdlePool:
        """Return the pool of this process, a new one after a fork."""
        pool = self._pool
        if pool.process != os.getpid():
            pool.abandon()
            pool = self._pool = IdlePool()
        return pool

    def _connect(self, deadline: Deadline) -> Connection:
        try:
            return Connection(self._open(deadline.for_connecting()))
        except OSError as error:
            raise build_connect_error(self._address, error) from error

    def _open(self, deadline: Deadline) -> "DeadlineSocket | DeadlineTlsSocket":
        opened = open_socket(self._address, deadline)
        if not (isinstance(self._address, TcpAddress) and self._address.tls):
            return opened
        from hero_runtime.transports.tls import build_context, wrap_socket

        self._tls = self._tls or build_context()
        return wrap_socket(self._tls, opened, self._address.host, deadline)


def _build_exchange_error(
    address: Address, deadline: Deadline, error: Exception
) -> HeroError:
    """Return the error of the tree for a failure after sending began.

    Raises the error itself when it is none of the exchange.
    """
    import http.client

    if isinstance(error, TimeoutError):
        return build_timed_out(address, deadline.name_phase("read"))
    if isinstance(error, OSError | http.client.IncompleteRead):
        reason = str(error) or type(error).__name__
        return build_connection_lost(address, reason)
    if not isinstance(error, http.client.HTTPException):
        raise error
    return build_not_http(address, type(error).__name__, str(error))
