"""Tie the methods to what the last scan of the socket folder found."""

import argparse
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from hero_service.description import Call
from hero_service.paths import resolve_socket
from hero_service.stand_in import StandIn
from pjrpc.server.exceptions import TypedError

from hero_router.probing import Service, find_sockets, probe


class ServiceNotFound(TypedError):
    """Say that no service has that identifier."""

    CODE = 1401
    MESSAGE = "Service not found"


class Directory:
    """Know the services of a socket folder, as of the last scan."""

    def __init__(self, folder: Path, own: Path) -> None:
        """Scan nothing yet: the folder may be filled later."""
        self._folder = folder
        self._own = own
        self._services: dict[Path, Service] = {}
        self._lock = threading.Lock()
        self._started = time.monotonic()

    @property
    def uptime(self) -> int:
        """Return the seconds since the start."""
        return int(time.monotonic() - self._started)

    def scan(self) -> dict[str, Any]:
        """Look at every socket of the folder but the router's own."""
        started = time.monotonic()
        found = [
            probe(name, path)
            for name, path in find_sockets(self._folder)
            if path != self._own
        ]
        services = {service.path: service for service in found}
        with self._lock:
            before, self._services = self._services, services
        return {
            "found": len(services),
            "added": [item.name for item in found if item.path not in before],
            "removed": [
                item.name for path, item in before.items() if path not in services
            ],
            "duration_ms": round((time.monotonic() - started) * 1000),
        }

    def list_services(self) -> list[Service]:
        """List what the last scan found; the first one is made when it is needed."""
        if not self._services:
            self.scan()
        with self._lock:
            return list(self._services.values())


def list_services(call: Call[Directory]) -> list[dict[str, Any]]:
    """List the services of the last scan."""
    return [service.entry for service in call.store.list_services()]


def get_service(call: Call[Directory], service_id: str) -> dict[str, Any]:
    """Get one service with its methods."""
    for service in call.store.list_services():
        if service.entry["service_id"] == service_id:
            return {**service.entry, "methods": list(service.methods)}
    raise ServiceNotFound(data="Call router.services for the identifiers.")


def scan(call: Call[Directory]) -> dict[str, Any]:
    """Scan the folder now."""
    return call.store.scan()


def get_health(call: Call[Directory]) -> dict[str, Any]:
    """Say for how long it runs."""
    return {"status": "ok", "uptime_secs": call.store.uptime}


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the folder to scan."""
    parser.add_argument(
        "--folder",
        type=Path,
        default=resolve_socket("hero_router", os.environ).parent.parent,
        help="folder of sockets (default: %(default)s)",
    )


@contextmanager
def open_directory(options: argparse.Namespace) -> Iterator[Directory]:
    """Give the directory of the folder."""
    yield Directory(options.folder, options.socket)


METHODS: dict[str, Callable[..., Any]] = {
    "router.services": list_services,
    "router.service": get_service,
    "router.scan": scan,
    "router.health": get_health,
}
STAND_IN: StandIn[Directory] = StandIn(
    name="hero_router",
    methods=METHODS,
    open_store=open_directory,
    add_options=add_options,
)
