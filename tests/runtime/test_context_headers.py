"""The headers that say who calls arrive over every transport, for every call."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from websockets.sync.server import ServerConnection, serve

from hero_runtime import (
    AsyncMemoryTransport,
    AsyncWebSocketTransport,
    MemoryTransport,
    WebSocketTransport,
)
from hero_runtime.transports.address import parse_target
from hero_runtime.transports.async_http import AsyncHttpTransport
from hero_runtime.transports.http import HttpTransport
from tests.runtime.conftest import Run
from tests.runtime.servers import Request, Server, answer, http

TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
OF_THE_CLIENT = {"X-Hero-Context": "7", "X-Hero-Claims": "admin"}
OF_A_CALL = {"X-Hero-Context": "8", "traceparent": TRACE}

PLACES = ("unix", "tcp", "websocket", "memory")

Seen = list[tuple[str, str | None, str | None, str | None]]

EXPECTED: Seen = [
    ("echo", "7", "admin", None),
    ("echo", "8", "admin", TRACE),
    ("log.write", "8", "admin", TRACE),
    ("batch", "8", "admin", TRACE),
    ("echo", "7", "admin", None),
]


def note(seen: Seen, request: Any, headers: Mapping[str, str]) -> Any:
    """Note the headers of a request, and return the answer to it, if it has one."""
    found = {name.lower(): value for name, value in headers.items()}
    names = ("x-hero-context", "x-hero-claims", "traceparent")
    context, claims, trace = (found.get(name) for name in names)
    is_batch = isinstance(request, list)
    seen.append(("batch" if is_batch else request["method"], context, claims, trace))
    calls = [call for call in (request if is_batch else [request]) if "id" in call]
    answers = [{"jsonrpc": "2.0", "id": call["id"], "result": 1} for call in calls]
    return answers if is_batch else next(iter(answers), None)


@contextmanager
def http_service(server: Server, seen: Seen) -> Iterator[str]:
    """Serve over HTTP."""

    def respond(request: Request) -> list[bytes]:
        answered = note(seen, request.envelope, request.headers)
        if isinstance(answered, dict):
            return answer(request, result=answered["result"])
        return http(json.dumps(answered).encode() if answered else b"")

    server.respond = respond
    with server:
        yield server.url if server.listener.family.name == "AF_INET" else ""


@contextmanager
def websocket_service(seen: Seen) -> Iterator[str]:
    """Serve over WebSocket."""

    def respond(connection: ServerConnection) -> None:
        assert connection.request is not None
        headers = dict(connection.request.headers.raw_items())
        for message in connection:
            answered = note(seen, json.loads(message), headers)
            if answered is not None:
                connection.send(json.dumps(answered))

    with serve(respond, "127.0.0.1", 0) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"ws://127.0.0.1:{server.socket.getsockname()[1]}/rpc"
        server.shutdown()
        thread.join(10)


@contextmanager
def service(place: str, path: Path, seen: Seen) -> Iterator[tuple[Any, Any]]:
    """Serve in one of the places; give a transport to it of either kind."""

    def respond(body: bytes, headers: Mapping[str, str]) -> bytes:
        answered = note(seen, json.loads(body), headers)
        return b"" if answered is None else json.dumps(answered).encode()

    async def respond_later(body: bytes, headers: Mapping[str, str]) -> bytes:
        return respond(body, headers)

    if place == "memory":
        yield MemoryTransport(respond), AsyncMemoryTransport(respond_later)
    elif place == "websocket":
        with websocket_service(seen) as url:
            yield WebSocketTransport(url), AsyncWebSocketTransport(url)
    else:
        server = Server.on_path(path) if place == "unix" else Server.on_port()
        with http_service(server, seen) as url:
            address = parse_target(url or path)
            yield HttpTransport(address), AsyncHttpTransport(address)


@pytest.mark.parametrize("place", PLACES)
def test_headers_of_client_and_call_arrive(
    fake_books: Any, place: str, socket_path: Path
) -> None:
    seen: Seen = []
    with service(place, socket_path, seen) as (transport, _):
        with fake_books(transport=transport, headers=OF_THE_CLIENT) as client:
            client.echo(1)
            one = client.with_options(headers=OF_A_CALL)
            one.echo(1)
            one.log_write("x")
            with one.batch() as batch:
                batch.echo(1)
                batch.ping()
            client.echo(1)
    assert sorted(seen, key=str) == sorted(EXPECTED, key=str)
    assert place == "websocket" or seen == EXPECTED


@pytest.mark.parametrize("place", PLACES)
def test_headers_of_client_and_call_arrive_from_an_event_loop(
    run: Run, async_fake_books: Any, place: str, socket_path: Path
) -> None:
    seen: Seen = []

    async def main(transport: Any) -> None:
        client = async_fake_books(transport=transport, headers=OF_THE_CLIENT)
        async with client:
            await client.echo(1)
            one = client.with_options(headers=OF_A_CALL)
            await one.echo(1)
            await one.log_write("x")
            async with one.batch() as batch:
                batch.echo(1)
                batch.ping()
            await client.echo(1)

    with service(place, socket_path, seen) as (_, transport):
        run(lambda: main(transport))
    assert sorted(seen, key=str) == sorted(EXPECTED, key=str)
    assert place == "websocket" or seen == EXPECTED
