"""Open the transport of an asynchronous client when it is first used."""

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

from hero_runtime.service import Service
from hero_runtime.transports.base import AsyncTransport, Reply, Timeout
from hero_runtime.transports.lazy import find_address, parse_address

if TYPE_CHECKING:
    from hero_runtime.transports.address import Address


class AsyncLazyTransport:
    """Resolve the address of a service at its first call, then keep it."""

    def __init__(
        self, service: Service, target: "str | os.PathLike[str] | None"
    ) -> None:
        self._service = service
        self._address = None if target is None else parse_address(target)
        self._opened: dict[str, AsyncTransport] = {}

    async def send(
        self, body: bytes, headers: Mapping[str, str], timeout: Timeout
    ) -> Reply:
        """Send through the transport of the resolved address."""
        transport = self._opened.get("transport") or self._open()
        return await transport.send(body, headers, timeout)

    async def aclose(self) -> None:
        """Close idle connections and forget the resolved address."""
        transport = self._opened.pop("transport", None)
        if transport is not None:
            await transport.aclose()

    def _open(self) -> AsyncTransport:
        address = self._address or find_address(self._service)
        return self._opened.setdefault("transport", _open_http(address))


def _open_http(address: "Address") -> AsyncTransport:
    try:
        from hero_runtime.transports.async_http import AsyncHttpTransport
    except ModuleNotFoundError as error:
        from hero_runtime.errors import DependencyMissing

        raise DependencyMissing.build(error, "async") from error
    return AsyncHttpTransport(address)
