"""Open the transport of a client when it is first used."""

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

from hero_runtime.service import Service
from hero_runtime.transports.base import Reply, Timeout, Transport

if TYPE_CHECKING:
    from hero_runtime.transports.address import Address


class LazyTransport:
    """Resolve the address of a service at its first call, then keep it.

    Clients are cheap to construct, also before their service runs.
    """

    def __init__(
        self, service: Service, target: "str | os.PathLike[str] | None"
    ) -> None:
        self._service = service
        self._address = None if target is None else parse_address(target)
        self._opened: dict[str, Transport] = {}

    def send(self, body: bytes, headers: Mapping[str, str], timeout: Timeout) -> Reply:
        """Send through the transport of the resolved address."""
        transport = self._opened.get("transport") or self._open()
        return transport.send(body, headers, timeout)

    def close(self) -> None:
        """Close idle connections and forget the resolved address."""
        transport = self._opened.pop("transport", None)
        if transport is not None:
            transport.close()

    def _open(self) -> Transport:
        from hero_runtime.transports.http import HttpTransport

        address = self._address or find_address(self._service)
        # Threads that get here together agree on one transport; the others
        # hold no connection yet.
        return self._opened.setdefault("transport", HttpTransport(address))


def find_address(service: Service) -> "Address":
    """Return the address of a service that runs on this machine.

    Raises `ConnectionFailed`, listing every place tried, when there is none.
    """
    from hero_runtime.sockets import is_socket, resolve_target

    home = os.path.expanduser("~")
    return parse_address(resolve_target(service, os.environ, home, is_socket))


def parse_address(target: "str | os.PathLike[str]") -> "Address":
    """Return the address that a target names, or raise `ValueError`."""
    from hero_runtime.transports.address import parse_target

    return parse_target(target)
