"""A service is called over WebSocket, with headers, threads and events."""

import json
import socket
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import anyio
import pytest
from websockets.sync.server import ServerConnection, serve, unix_serve

from hero_runtime import (
    AsyncWebSocketTransport,
    ConnectionFailed,
    ConnectionLost,
    ProtocolError,
    TimedOut,
    WebSocketTransport,
)
from tests.runtime.conftest import Run


class Books:
    """Answer over WebSocket, and remember who asked."""

    def __init__(self) -> None:
        self.contexts: list[str | None] = []

    def __call__(self, connection: ServerConnection) -> None:
        assert connection.request is not None
        self.contexts.append(connection.request.headers.get("X-Hero-Context"))
        for message in connection:
            request = json.loads(message)
            if isinstance(request, list):
                answers = [self.answer(call) for call in request if "id" in call]
                connection.send(json.dumps(answers[::-1]))
            elif request["method"] == "echo":
                self.serve(connection, request)

    def answer(self, call: Any) -> object:
        """Return the answer to a call: its params."""
        return {"jsonrpc": "2.0", "id": call["id"], "result": call.get("params")}

    def serve(self, connection: ServerConnection, call: Any) -> None:
        """Do what the value says, then answer."""
        match call["params"]["value"]:
            case "cut":
                connection.socket.close()
            case "garbage":
                connection.send("{")
            case "silence":
                return
            case "events":
                event = {"jsonrpc": "2.0", "method": "book.added", "params": "Dune"}
                connection.send(json.dumps(event))
        connection.send(json.dumps(self.answer(call)).encode())


@pytest.fixture
def books() -> Books:
    """Return what the service does and knows."""
    return Books()


@pytest.fixture
def url(books: Books) -> Iterator[str]:
    """Serve on a port of this machine."""
    with serve(books, "127.0.0.1", 0) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"ws://127.0.0.1:{server.socket.getsockname()[1]}/rpc"
        server.shutdown()
        thread.join(10)


@pytest.fixture
def client(fake_books: Any, url: str) -> Iterator[Any]:
    """Return a client of the service."""
    with fake_books(transport=WebSocketTransport(url)) as opened:
        yield opened


def test_calls_notifications_and_batches(client: Any) -> None:
    assert client.echo({"a": "é"}) == {"value": {"a": "é"}}
    client.log_write("x")
    with client.batch() as batch:
        first, second = batch.echo(1), batch.echo(2)
    assert (first.result(), second.result()) == ({"value": 1}, {"value": 2})


def test_each_set_of_headers_has_its_connection(client: Any, books: Books) -> None:
    for context in ("1", "2", "1"):
        client.with_options(headers={"X-Hero-Context": context}).echo(1)
    client.echo(1)
    assert books.contexts == ["1", "2", None]


def test_many_threads_share_a_connection(client: Any, books: Books) -> None:
    wrong: list[object] = []

    def call(thread: int) -> None:
        for number in range(50):
            if client.echo([thread, number]) != {"value": [thread, number]}:
                wrong.append((thread, number))

    threads = [Thread(target=call, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert wrong == []
    assert len(books.contexts) == 1


def test_a_unix_socket(fake_books: Any, books: Books, socket_path: Path) -> None:
    with unix_serve(books, str(socket_path)) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        path = str(socket_path)
        transport = WebSocketTransport("ws://localhost/rpc", socket_path=path)
        headers = {"X-Hero-Context": "4"}
        with fake_books(transport=transport, headers=headers) as client:
            assert client.echo(1) == {"value": 1}
        server.shutdown()
        thread.join(10)
    assert books.contexts == ["4"]


def test_a_cut_is_a_lost_connection_and_the_next_call_opens_another(
    client: Any, books: Books
) -> None:
    with pytest.raises(ConnectionLost):
        client.echo("cut")
    assert client.echo(1) == {"value": 1}
    assert len(books.contexts) == 2


def test_garbage_is_a_protocol_error(client: Any) -> None:
    with pytest.raises(ProtocolError, match="not JSON"):
        client.echo("garbage")
    assert client.echo(1) == {"value": 1}


def test_silence_ends_with_the_read_limit(client: Any) -> None:
    client.echo(1)
    with pytest.raises(TimedOut) as caught:
        client.with_options(timeout=0.2).echo("silence")
    assert caught.value.sent
    assert client.echo(1) == {"value": 1}


def test_nobody_there(fake_books: Any, url: str) -> None:
    missing = WebSocketTransport("ws://127.0.0.1:1/")
    with pytest.raises(ConnectionFailed, match="cannot open ws://127.0.0.1:1/"):
        fake_books(transport=missing).ping()


def test_events(client: Any, books: Books) -> None:
    with client.subscribe("book.added", str) as titles:
        client.echo("events")
        assert titles.next(timeout=5) == "Dune"
    assert len(books.contexts) == 1


def test_in_an_event_loop(
    run: Run, async_fake_books: Any, url: str, books: Books
) -> None:
    async def main() -> None:
        transport = AsyncWebSocketTransport(url)
        results: list[tuple[int, object]] = []
        async with async_fake_books(transport=transport) as client:
            client = client.with_options(headers={"X-Hero-Context": "5"})
            async with anyio.create_task_group() as group:

                async def call(number: int) -> None:
                    results.append((number, await client.echo(number)))

                for number in range(30):
                    group.start_soon(call, number)
            await client.log_write("x")
            async with client.batch() as batch:
                first = batch.echo(1)
            assert first.result() == {"value": 1}
            assert dict(results) == {n: {"value": n} for n in range(30)}

    run(main)
    assert books.contexts == ["5"]


def test_failures_in_an_event_loop(
    run: Run, async_fake_books: Any, url: str, books: Books
) -> None:
    async def main() -> None:
        transport = AsyncWebSocketTransport(url)
        async with async_fake_books(transport=transport) as client:
            with pytest.raises(ConnectionLost):
                await client.echo("cut")
            with pytest.raises(ProtocolError, match="not JSON"):
                await client.echo("garbage")
            with pytest.raises(TimedOut):
                await client.with_options(timeout=0.2).echo("silence")
            assert await client.echo(1) == {"value": 1}

    run(main)
    assert len(books.contexts) == 3


def test_events_in_an_event_loop(run: Run, async_fake_books: Any, url: str) -> None:
    async def main() -> None:
        transport = AsyncWebSocketTransport(url)
        async with async_fake_books(transport=transport) as client:
            async with anyio.create_task_group() as group:

                async def listen() -> None:
                    titles = client.subscribe("book.added", str)
                    assert [await anext(titles), await anext(titles)] == ["Dune"] * 2
                    await titles.aclose()

                group.start_soon(listen)
                await anyio.sleep(0.1)
                await client.echo("events")
                await client.echo("events")
            async with client.subscribe("book.added", str) as titles:
                await client.echo("events")
                assert await anext(titles) == "Dune"

    run(main)


def test_nobody_there_in_an_event_loop(run: Run, async_fake_books: Any) -> None:
    async def main() -> None:
        await async_fake_books(
            transport=AsyncWebSocketTransport("ws://127.0.0.1:1/")
        ).ping()

    with pytest.raises(ConnectionFailed, match="cannot open"):
        run(main)


def test_a_unix_socket_in_an_event_loop(
    run: Run, async_fake_books: Any, books: Books, socket_path: Path
) -> None:
    path = str(socket_path)

    async def main() -> None:
        transport = AsyncWebSocketTransport("ws://localhost/rpc", socket_path=path)
        async with async_fake_books(transport=transport) as client:
            assert await client.echo(1) == {"value": 1}

    with unix_serve(books, path) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        run(main)
        server.shutdown()
        thread.join(10)


def test_an_opening_that_is_cancelled(run: Run, async_fake_books: Any) -> None:
    async def main() -> None:
        with socket.create_server(("127.0.0.1", 0)) as silent:
            url = f"ws://127.0.0.1:{silent.getsockname()[1]}/"
            async with async_fake_books(transport=AsyncWebSocketTransport(url)) as one:
                with anyio.move_on_after(0.1) as scope:
                    await one.ping()
                assert scope.cancelled_caught
                with pytest.raises(TimedOut) as caught:
                    await one.with_options(timeout=0.2).ping()
                assert not caught.value.sent

    run(main)


def test_one_task_opens_and_another_goes_on(
    run: Run, async_fake_books: Any, url: str, books: Books
) -> None:
    async def main() -> None:
        async with async_fake_books(transport=AsyncWebSocketTransport(url)) as client:
            async with anyio.create_task_group() as group:
                group.start_soon(client.echo, 1)
            assert await client.echo(2) == {"value": 2}

    run(main)
    assert len(books.contexts) == 1
