"""Send requests by HTTP from asyncio or trio, over a Unix socket, TCP and TLS.

anyio brings the streams of both, and h11 reads and writes HTTP/1.1.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import anyio
import h11
from anyio.lowlevel import RunVar

from hero_runtime.errors import HeroError
from hero_runtime.transports.address import Address, TcpAddress
from hero_runtime.transports.async_connection import AsyncConnection, AsyncIdlePool
from hero_runtime.transports.base import MAX_RESPONSE_BYTES, Reply, Timeout
from hero_runtime.transports.connect import build_connect_error
from hero_runtime.transports.deadline import Deadline
from hero_runtime.transports.failures import (
    build_connection_lost,
    build_not_http,
    build_timed_out,
)
from hero_runtime.transports.headers import build_request

if TYPE_CHECKING:
    import ssl

    from anyio.abc import ByteStream


class AsyncHttpTransport:
    """Keep connections to one address alive, for any number of tasks.

    Each event loop has its own. A request is sent once: a call that may have
    run is never repeated.
    """

    def __init__(
        self, address: Address, *, max_response_bytes: int = MAX_RESPONSE_BYTES
    ) -> None:
        self._address = address
        self._max_response_bytes = max_response_bytes
        self._pools = RunVar[AsyncIdlePool]("hero_runtime.idle_connections")
        self._tls: ssl.SSLContext | None = None

    async def send(
        self, body: bytes, headers: Mapping[str, str], timeout: Timeout
    ) -> Reply:
        """Post a body of JSON and return the answer, whatever its status."""
        deadline = Deadline(timeout)
        request = build_request(
            self._address.path, self._address.host_header, headers, body
        )
        connection = await self._own_pool().take() or await self._connect(deadline)
        try:
            reply = await connection.exchange(
                request, deadline, self._max_response_bytes
            )
        except BaseException as error:
            await connection.abort()
            if isinstance(error, Exception) and not isinstance(error, HeroError):
                raise self._build_error(deadline, connection, error) from error
            raise
        await self._own_pool().put(connection)
        return reply

    async def aclose(self) -> None:
        """Close idle connections; a later `send` opens a new one."""
        await self._own_pool().aclose()

    def _own_pool(self) -> AsyncIdlePool:
        """Return the pool of this event loop, which ends with it."""
        pool = self._pools.get(None)
        if pool is None:
            pool = AsyncIdlePool()
            self._pools.set(pool)
        return pool

    async def _connect(self, deadline: Deadline) -> AsyncConnection:
        try:
            with anyio.fail_after(deadline.for_connecting().left()):
                return AsyncConnection(await self._open())
        except OSError as error:
            raise build_connect_error(self._address, error) from error

    async def _open(self) -> "ByteStream":
        if not isinstance(self._address, TcpAddress):
            return await anyio.connect_unix(self._address.socket_path)
        host, port = self._address.host, self._address.port
        if not self._address.tls:
            return await anyio.connect_tcp(host, port)
        if self._tls is None:
            import ssl

            self._tls = ssl.create_default_context()
        return await anyio.connect_tcp(
            host,
            port,
            tls=True,
            ssl_context=self._tls,
            tls_standard_compatible=False,
        )

    def _build_error(
        self, deadline: Deadline, connection: AsyncConnection, error: Exception
    ) -> HeroError:
        if isinstance(error, TimeoutError):
            return build_timed_out(self._address, deadline.name_phase("read"))
        if isinstance(error, h11.RemoteProtocolError) and not connection.is_ended:
            received = connection.first_bytes
            return build_not_http(self._address, str(error), received)
        reason = str(error) or type(error).__name__
        return build_connection_lost(self._address, reason)
