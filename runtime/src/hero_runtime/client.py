"""Call the methods of a service: the base of generated clients.

What only a call needs is imported by the first call: constructing a client is
cheap.
"""

import os
from collections.abc import Mapping
from itertools import count
from types import TracebackType
from typing import ClassVar, Self, cast

from hero_runtime.service import Method, ResultT, Service, verify_interface
from hero_runtime.transports.base import Reply, Timeout, Transport
from hero_runtime.transports.lazy import LazyTransport


class Client:
    """Hold the connection and the options that all methods of a client share.

    `target` is a socket path, `unix:/path`, `http+unix://%2Fpath` or an http(s)
    URL; without one the service is looked for at the first call. A number as
    `timeout` limits the whole call, in seconds. A client may be used from many
    threads, and after a fork.

    Raises `ValueError` for a target, timeout or header that cannot be used,
    and `InterfaceMismatch` when the generated package needs another runtime.
    """

    _service: ClassVar[Service]

    def __init__(
        self,
        target: str | os.PathLike[str] | None = None,
        *,
        timeout: float | Timeout = Timeout(),
        headers: Mapping[str, str] | None = None,
        transport: Transport | None = None,
    ) -> None:
        verify_interface(self._service)
        if target is not None and transport is not None:
            raise ValueError("target and transport are both given: pass one of them")
        self._timeout = Timeout.of(timeout)
        self._headers = _merge_headers({}, headers)
        if transport is None:
            transport = LazyTransport(self._service, target)
        self._transport = transport
        self._request_ids = count(1)

    def with_options(
        self,
        *,
        timeout: float | Timeout | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Self:
        """Return a copy with other options that shares the connection.

        Headers are added to those of this client, or replace them by name.
        """
        copy = object.__new__(type(self))
        vars(copy).update(vars(self))
        copy._timeout = self._timeout if timeout is None else Timeout.of(timeout)
        copy._headers = _merge_headers(self._headers, headers)
        return copy

    def close(self) -> None:
        """Close the connection; a later call opens a new one."""
        self._transport.close()

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
        from hero_runtime.call import call_method

        request_id = next(self._request_ids)
        result = call_method(self._service, self._send, request_id, method, arguments)
        return cast(ResultT, result)

    def _notify(self, method: Method[None], *arguments: object) -> None:
        """Send a notification: the service answers nothing but its receipt."""
        from hero_runtime.call import notify_method

        notify_method(self._service, self._send, method, arguments)

    def _send(self, body: bytes) -> Reply:
        return self._transport.send(body, self._headers, self._timeout)


def _merge_headers(
    headers: Mapping[str, str], added: Mapping[str, str] | None
) -> Mapping[str, str]:
    """Return headers with others added; names differ in more than case."""
    if not added:
        return headers
    from hero_runtime.transports.headers import verify_headers

    verify_headers(added)
    replaced = {name.lower() for name in added}
    kept = {name: headers[name] for name in headers if name.lower() not in replaced}
    return {**kept, **added}
