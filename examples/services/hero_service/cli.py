"""Run a service from the command line."""

import argparse
import os
import signal
import socket
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Generic

import uvicorn
from pjrpc.server import MethodRegistry
from starlette.applications import Starlette

from hero_service.description import ServiceDescription, StoreType
from hero_service.dispatch import RpcEndpoint
from hero_service.listen import SocketUnavailable, listen_on
from hero_service.paths import resolve_database, resolve_socket
from hero_service.routes import build_application

SHUTDOWN_SECONDS = 3


@dataclass(frozen=True, slots=True)
class Service(Generic[StoreType]):
    """Tie a description to its methods, its store and its sample data."""

    description: ServiceDescription
    registry: MethodRegistry
    open_store: Callable[[Path], StoreType]
    seed_store: Callable[[StoreType], None]
    close_store: Callable[[StoreType], None]


def run_service(service: Service[StoreType], arguments: Sequence[str]) -> int:
    """Serve until SIGTERM or SIGINT; return the exit code."""
    options = parse_options(service.description, arguments)
    options.database.parent.mkdir(parents=True, exist_ok=True)
    store = service.open_store(options.database)
    try:
        if options.seed:
            service.seed_store(store)
        endpoint = RpcEndpoint(service.description, service.registry, store)
        application = build_application(service.description, endpoint)
        return serve(service.description.name, application, options.socket)
    finally:
        service.close_store(store)


def parse_options(
    description: ServiceDescription, arguments: Sequence[str]
) -> argparse.Namespace:
    """Parse the command line; the defaults come from the environment."""
    name = description.name
    parser = argparse.ArgumentParser(prog=name, description=description.description)
    parser.add_argument(
        "--socket",
        type=Path,
        default=resolve_socket(name, os.environ),
        help="Unix socket to listen on (default: %(default)s)",
    )
    parser.add_argument(
        "--database",
        type=Path,
        default=resolve_database(name, os.environ),
        help="SQLite file (default: %(default)s)",
    )
    parser.add_argument(
        "--seed", action="store_true", help="add sample data that is not there yet"
    )
    return parser.parse_args(arguments)


def serve(name: str, application: Starlette, path: Path) -> int:
    """Serve the application on the socket; 0 after a signal, 1 when it is taken."""
    # uvicorn raises the signal again once it has shut down. With the default
    # action that would kill the process; this handler makes it exit with 0, also
    # before uvicorn has installed its own.
    signal.signal(signal.SIGTERM, exit_cleanly)
    signal.signal(signal.SIGINT, exit_cleanly)
    try:
        with listen_on(path) as listener:
            run_server(application, listener, f"{name} listening on {path}")
    except SocketUnavailable as error:
        print(f"{name}: {error}", file=sys.stderr)
        return 1
    return 0


class AnnouncingServer(uvicorn.Server):
    """Print a line once requests are answered and signals are handled."""

    def __init__(self, configuration: uvicorn.Config, announcement: str) -> None:
        """Keep the line for later."""
        super().__init__(configuration)
        self._announcement = announcement

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start to serve, then print."""
        await super().startup(sockets)
        print(self._announcement, file=sys.stderr, flush=True)


def run_server(
    application: Starlette, listener: socket.socket, announcement: str
) -> None:
    """Run uvicorn on a socket that listens already."""
    configuration = uvicorn.Config(
        application,
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=SHUTDOWN_SECONDS,
    )
    AnnouncingServer(configuration, announcement).run(sockets=[listener])


def exit_cleanly(number: int, frame: FrameType | None) -> None:
    """End the process with exit code 0 on a signal."""
    raise SystemExit(0)
