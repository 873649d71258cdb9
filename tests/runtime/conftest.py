"""Give the tests a generated package and servers that are stopped afterwards."""

from collections.abc import Awaitable, Callable, Iterator
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import anyio
import pytest

from hero_runtime.transports.address import UnixAddress
from hero_runtime.transports.http import HttpTransport
from tests.runtime.generated_package import PACKAGE, write_package
from tests.runtime.servers import Respond, Server, echo

Run = Callable[[Callable[[], Awaitable[Any]]], Any]


@pytest.fixture(scope="session")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Write the generated package to a folder that can be imported from."""
    folder = tmp_path_factory.mktemp("packages")
    write_package(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(folder))
        yield folder


@pytest.fixture
def fake_books(packages: Path) -> Any:
    """Return the client class of the generated package."""
    return import_module(f"{PACKAGE}.client").FakeBooks


@pytest.fixture
def async_fake_books(packages: Path) -> Any:
    """Return the asynchronous client class of the generated package."""
    return import_module(f"{PACKAGE}.async_client").AsyncFakeBooks


@pytest.fixture(params=["asyncio", "trio"])
def run(request: pytest.FixtureRequest) -> Run:
    """Return a function that runs a coroutine function in an event loop."""

    def run_in_loop(function: Callable[[], Awaitable[Any]]) -> Any:
        return anyio.run(function, backend=request.param)

    return run_in_loop


@pytest.fixture
def models(packages: Path) -> Any:
    """Return the models of the generated package."""
    return import_module(f"{PACKAGE}.models")


@pytest.fixture
def socket_path() -> Iterator[Path]:
    """Return a path for a socket that is short enough for the system."""
    with TemporaryDirectory() as folder:
        yield Path(folder) / "rpc.sock"


@pytest.fixture
def serve(socket_path: Path) -> Iterator[Callable[[Respond], Server]]:
    """Return a function that starts a server on the socket path."""
    servers: list[Server] = []

    def start(respond: Respond = echo) -> Server:
        socket_path.unlink(missing_ok=True)
        servers.append(Server.on_path(socket_path, respond))
        return servers[-1]

    yield start
    for server in servers:
        server.stop()


@pytest.fixture
def client(fake_books: Any, socket_path: Path) -> Iterator[Any]:
    """Return a client of the server on the socket path."""
    with fake_books(socket_path) as opened:
        yield opened


@pytest.fixture
def transport(socket_path: Path) -> Iterator[HttpTransport]:
    """Return a transport to the server on the socket path."""
    opened = HttpTransport(UnixAddress(str(socket_path)), max_response_bytes=100_000)
    yield opened
    opened.close()
