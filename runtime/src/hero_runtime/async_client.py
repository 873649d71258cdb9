"""Call the methods of a service from asyncio or trio.

Apart from `client`, which programs without an event loop need not pay for.
"""

import os
from collections.abc import Awaitable, Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Self

from hero_runtime.base_client import BaseClient, refuse_both
from hero_runtime.service import Method, ResultT
from hero_runtime.transports.async_lazy import AsyncLazyTransport
from hero_runtime.transports.base import AsyncTransport, Reply, Timeout

if TYPE_CHECKING:
    from hero_runtime.batch import AsyncBatch, BatchT
    from hero_runtime.call import Call
    from hero_runtime.subscription import AsyncSubscription, EventT


class AsyncClient(BaseClient):
    """Be `Client` for coroutines: the same options, methods and errors.

    A client may be used from many tasks, and from one event loop after another.
    Needs the distribution's extra `async`, unless a transport is given.
    """

    def __init__(
        self,
        target: str | os.PathLike[str] | None = None,
        *,
        timeout: float | Timeout = Timeout(),
        headers: Mapping[str, str] | None = None,
        transport: AsyncTransport | None = None,
    ) -> None:
        super().__init__(timeout, headers)
        refuse_both(target, transport)
        if transport is None:
            transport = AsyncLazyTransport(self._service, target)
        self._transport = transport

    async def aclose(self) -> None:
        """Close the connections of this event loop; a later call opens a new one."""
        await self._transport.aclose()

    def subscribe(
        self, method: str, type_: "type[EventT]"
    ) -> "AsyncSubscription[EventT]":
        """Give the notifications of a method that the service sends, as they come.

        `type_` is the type of their `params`. They are kept from `await` or `async
        with` on, or else from the first step of the iteration. Raises
        `TransportError` for a transport over which a service cannot send any.
        """
        from hero_runtime.subscription import subscribe_async

        return subscribe_async(
            self._transport,
            method,
            type_,
            service=self._service.name,
            headers=self._options.headers,
            timeout=self._options.timeout,
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        error_type: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.aclose()

    async def _call(self, method: Method[ResultT], *arguments: object) -> ResultT:
        """Call a method with arguments in the order of its parameters."""
        with self._begin(method, arguments) as call:
            return call.read(await self._send_call(call), self._options.on_mismatch)

    async def _notify(self, method: Method[None], *arguments: object) -> None:
        """Send a notification: the service answers nothing but its receipt."""
        with self._begin(method, arguments) as call:
            call.read_receipt(await self._send_call(call))

    def _collect(self, collector: "type[BatchT]") -> "AsyncBatch[BatchT]":
        """Start a batch of this service's methods."""
        from hero_runtime.batch import AsyncBatch

        on_mismatch = self._options.on_mismatch
        return AsyncBatch(collector(self._begin, on_mismatch), self._send)

    async def _send_call(self, call: "Call[ResultT]") -> Reply:
        return await self._send(call.write(), call.method.idempotent)

    async def _send(self, body: bytes, is_idempotent: bool) -> Reply:
        options = self._options
        if options.retry is None:
            return await self._transport.send(body, options.headers, options.timeout)
        from hero_runtime.retry import Attempts, send_repeatedly_async

        def send(timeout: Timeout) -> Awaitable[Reply]:
            return self._transport.send(body, options.headers, timeout)

        attempts = Attempts(options.retry, options.timeout, is_idempotent)
        return await send_repeatedly_async(send, attempts)
