"""A server of the distribution `openrpc`, over HTTP: generated client and live one."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from openrpc import RPCServer
from pydantic import BaseModel
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hero_runtime import DynamicClient, RemoteError, connect
from tests.real_servers.calls import generated_client


class Vector(BaseModel):
    """A place on a plane."""

    x: float
    y: float = 0.0


def build_server() -> RPCServer:
    """Return a server with methods of several kinds."""
    server = RPCServer(title="Plane", version="2.0.0")

    @server.method()
    def distance(first: Vector, second: Vector) -> float:
        """Return the distance between two places."""
        return float(((first.x - second.x) ** 2 + (first.y - second.y) ** 2) ** 0.5)

    @server.method(name="vector.scale")
    async def scale(vector: Vector, factor: int = 2) -> Vector:
        """Return a longer vector."""
        return Vector(x=vector.x * factor, y=vector.y * factor)

    @server.method()
    def divide(a: int, b: int) -> float:
        return a / b

    @server.method()
    def longest(vectors: list[Vector]) -> Vector | None:
        return max(vectors, key=lambda one: one.x**2 + one.y**2, default=None)

    return server


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Serve the methods over HTTP."""
    server = build_server()

    async def respond(request: Request) -> Response:
        answer = await server.process_request_async(await request.body())
        return Response(answer, 200 if answer else 204, media_type="application/json")

    app = Starlette(routes=[Route("/api", respond, methods=["POST"])])
    with socket.create_server(("127.0.0.1", 0)) as listener:
        running = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
        thread = threading.Thread(target=running.run, kwargs={"sockets": [listener]})
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/api"
        running.should_exit = True
        thread.join(10)


@pytest.fixture(scope="module")
def live(address: str) -> Iterator[DynamicClient]:
    """Return a client made from the document that the server shows."""
    with connect("plane", address) as client:
        yield client


@pytest.fixture(scope="module")
def static(address: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Return a client generated from the same document."""
    document = json.loads(json.dumps(build_server().discover()))
    folder: Path = tmp_path_factory.mktemp("plane")
    with generated_client(document, "openrpc_plane", folder) as client_class:
        with client_class(address) as client:
            yield client


def test_results_are_typed(static: Any) -> None:
    scaled = static.vector_scale({"x": 1.5})
    assert (type(scaled).__name__, scaled.x, scaled.y) == ("Vector", 3.0, 0.0)
    assert static.vector_scale(scaled, factor=3).x == 9.0
    assert static.distance({"x": 3}, {"x": 0, "y": 4}) == 5.0
    assert static.longest([{"x": 1}, scaled]) == scaled
    assert static.longest([]) is None


def test_the_live_client_calls_the_same(live: Any) -> None:
    assert live.vector_scale({"x": 1.5}) == {"x": 3.0, "y": 0.0}
    assert live.distance({"x": 3}, {"x": 0, "y": 4}) == 5.0
    assert live.vector_scale.__doc__.startswith("Return a longer vector.")


def test_errors_of_the_server(static: Any, live: Any) -> None:
    for client in (static, live):
        with pytest.raises(RemoteError, match="divide: error -32000"):
            client.divide(1, 0)
    with pytest.raises(RemoteError) as caught:
        live.divide("one", 2)
    assert caught.value.code == -32602


def test_batches(static: Any) -> None:
    with static.batch() as batch:
        whole, failed = batch.divide(1, 2), batch.divide(1, 0)
    assert whole.result() == 0.5
    assert isinstance(failed.error(), RemoteError)
