"""Call the methods of a service: the base of generated clients."""

import os
from collections.abc import Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Self

from hero_runtime.base_client import BaseClient, refuse_both
from hero_runtime.service import Method, ResultT
from hero_runtime.transports.base import Reply, Timeout, Transport
from hero_runtime.transports.lazy import LazyTransport

if TYPE_CHECKING:
    from hero_runtime.batch import Batch, BatchT
    from hero_runtime.call import Call
    from hero_runtime.subscription import EventT, Subscription


class Client(BaseClient):
    """Hold the connection and the options that all methods of a client share.

    `target` is a socket path, `unix:/path`, `http+unix://%2Fpath` or an http(s)
    URL; without one the service is looked for at the first call. A number as
    `timeout` limits the whole call, in seconds. A client may be used from many
    threads, and after a fork.

    Raises `ValueError` for a target, timeout or header that cannot be used,
    and `InterfaceMismatch` when the generated package needs another runtime.
    """

    def __init__(
        self,
        target: str | os.PathLike[str] | None = None,
        *,
        timeout: float | Timeout = Timeout(),
        headers: Mapping[str, str] | None = None,
        transport: Transport | None = None,
    ) -> None:
        super().__init__(timeout, headers)
        refuse_both(target, transport)
        if transport is None:
            transport = LazyTransport(self._service, target)
        self._transport = transport

    def close(self) -> None:
        """Close the connection; a later call opens a new one."""
        self._transport.close()

    def subscribe(self, method: str, type_: "type[EventT]") -> "Subscription[EventT]":
        """Give the notifications of a method that the service sends, as they come.

        `type_` is the type of their `params`. Raises `TransportError` for a
        transport over which a service cannot send any.
        """
        from hero_runtime.subscription import subscribe

        return subscribe(
            self._transport,
            method,
            type_,
            service=self._service.name,
            headers=self._options.headers,
            timeout=self._options.timeout,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        error_type: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def _call(self, method: Method[ResultT], *arguments: object) -> ResultT:
        """Call a method with arguments in the order of its parameters."""
        with self._begin(method, arguments) as call:
            return call.read(self._send_call(call), self._options.on_mismatch)

    def _notify(self, method: Method[None], *arguments: object) -> None:
        """Send a notification: the service answers nothing but its receipt."""
        with self._begin(method, arguments) as call:
            call.read_receipt(self._send_call(call))

    def _collect(self, collector: "type[BatchT]") -> "Batch[BatchT]":
        """Start a batch of this service's methods."""
        from hero_runtime.batch import Batch

        on_mismatch = self._options.on_mismatch
        return Batch(collector(self._begin, on_mismatch), self._send)

    def _send_call(self, call: "Call[ResultT]") -> Reply:
        return self._send(call.write(), call.method.idempotent)

    def _send(self, body: bytes, is_idempotent: bool) -> Reply:
        options = self._options
        if options.retry is None:
            return self._transport.send(body, options.headers, options.timeout)
        from hero_runtime.retry import Attempts, send_repeatedly

        def send(timeout: Timeout) -> Reply:
            return self._transport.send(body, options.headers, timeout)

        attempts = Attempts(options.retry, options.timeout, is_idempotent)
        return send_repeatedly(send, attempts)
