"""The asynchronous client does what the synchronous does, in asyncio and trio."""

import gc
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from typing import Any

import anyio
import pytest

from hero_runtime import (
    ConnectionFailed,
    ConnectionLost,
    HeroError,
    ParameterError,
    ProtocolError,
    RemoteError,
    Reply,
    ResultError,
    TimedOut,
    Timeout,
)
from hero_runtime.transports.address import UnixAddress
from hero_runtime.transports.async_http import AsyncHttpTransport
from tests.runtime.conftest import Run
from tests.runtime.servers import Request, Server, answer, echo, http

Serve = Callable[..., Server]
BOOK = {"title": "Dune", "pages": 412, "type": None, "unknown": [1, None]}
QUICK = Timeout(connect=0.2, read=0.2, total=5)


@pytest.fixture
def raised(
    run: Run, async_fake_books: Any, socket_path: Path
) -> Callable[..., HeroError]:
    """Return a function that makes one call and returns the error it raised."""

    def call(name: str, *arguments: object, **options: Any) -> HeroError:
        async def main() -> None:
            async with async_fake_books(socket_path, **options) as client:
                await getattr(client, name)(*arguments)

        with pytest.raises(HeroError) as caught:
            run(main)
        return caught.value

    return call


def test_calls_share_a_connection_and_carry_headers(
    run: Run, serve: Serve, async_fake_books: Any, models: Any, socket_path: Path
) -> None:
    server = serve(
        lambda request: answer(
            request, result=BOOK if "get" in str(request.body) else "pong"
        )
    )

    async def main() -> None:
        headers = {"X-Hero-Context": "1", "X-Other": "a"}
        async with async_fake_books(socket_path, headers=headers) as client:
            other = client.with_options(headers={"x-hero-context": "2"}, timeout=3)
            book = await client.book_get(7)
            assert isinstance(book, models.Book) and book.title == "Dune"
            assert await other.ping() == "pong"

    run(main)
    assert [r.headers["x-hero-context"] for r in server.requests] == ["1", "2"]
    assert [r.headers["x-other"] for r in server.requests] == ["a", "a"]
    assert [r.headers["host"] for r in server.requests] == ["localhost"] * 2
    assert [r.envelope["id"] for r in server.requests] == [1, 2]
    assert server.requests[0].path == "/rpc"
    assert server.requests[0].headers["content-type"] == "application/json"
    assert server.accepted == 1


def test_a_notification_accepts_an_empty_answer(
    run: Run, serve: Serve, async_fake_books: Any, socket_path: Path
) -> None:
    server = serve(lambda request: http(b"", 204))

    async def main() -> None:
        async with async_fake_books(socket_path) as client:
            await client.log_write("first")
            await client.log_write("second")

    run(main)
    assert ["id" in request.envelope for request in server.requests] == [False, False]
    assert server.accepted == 1


def test_tcp(run: Run, async_fake_books: Any) -> None:
    with Server.on_port() as server:

        async def main() -> None:
            async with async_fake_books(server.url) as client:
                assert await client.echo(1) == {"value": 1}
                assert await client.echo(2) == {"value": 2}

        run(main)
        assert server.requests[0].path == "/api/rpc"
        assert server.requests[0].headers["host"] == f"127.0.0.1:{server.port}"
        assert server.accepted == 1


def test_many_tasks_share_a_client(
    run: Run, serve: Serve, async_fake_books: Any, socket_path: Path
) -> None:
    server = serve()
    results: dict[int, object] = {}

    async def main() -> None:
        async with (
            async_fake_books(socket_path) as client,
            anyio.create_task_group() as group,
        ):

            async def call(number: int) -> None:
                for _ in range(5):
                    results[number] = await client.echo(number)

            for number in range(40):
                group.start_soon(call, number)

    run(main)
    assert results == {number: {"value": number} for number in range(40)}
    assert len(server.requests) == 200
    assert server.accepted <= 40


def test_each_event_loop_has_its_own_connections(
    run: Run, serve: Serve, async_fake_books: Any, socket_path: Path
) -> None:
    server = serve()
    client = async_fake_books(socket_path)

    async def main() -> None:
        assert await client.echo(1) == {"value": 1}
        await client.aclose()
        assert await client.echo(2) == {"value": 2}
        await client.aclose()

    run(main)
    run(main)
    assert server.accepted == 4
    gc.collect()


def test_a_connection_closed_while_idle_is_replaced_before_sending(
    run: Run, serve: Serve, async_fake_books: Any, socket_path: Path
) -> None:
    server = serve()

    async def main() -> None:
        async with async_fake_books(socket_path) as client:
            for number in range(5):
                assert await client.echo(number) == {"value": number}
                server.drop_connections()

    run(main)
    assert (server.accepted, len(server.requests)) == (5, 5)


def test_a_connection_that_ends_with_its_answer_is_not_kept(
    run: Run, serve: Serve, async_fake_books: Any, socket_path: Path
) -> None:
    body = b'{"jsonrpc":"2.0","id":%d,"result":"pong"}'
    server = serve(
        lambda request: [
            *http(body % request.envelope["id"], 200, "Connection: close"),
            None,
        ]
    )

    async def main() -> None:
        async with async_fake_books(socket_path) as client:
            assert [await client.ping(), await client.ping()] == ["pong", "pong"]

    run(main)
    assert server.accepted == 2


def test_stray_bytes_are_never_the_next_answer(
    run: Run, serve: Serve, async_fake_books: Any, socket_path: Path
) -> None:
    stray = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nstray"
    server = serve(lambda request: [*echo(request), stray])

    async def main() -> None:
        async with async_fake_books(socket_path) as client:
            for number in range(5):
                assert await client.echo(number) == {"value": number}
                await anyio.sleep(0.01)

    run(main)
    assert len(server.requests) == 5


def test_no_service_is_said_so(raised: Callable[..., HeroError]) -> None:
    error = raised("ping")
    assert isinstance(error, ConnectionFailed)
    assert (error.service, error.method, error.sent) == ("fake_books", "ping", False)
    assert "There is no such socket" in error.hint


@pytest.mark.parametrize(
    "parts",
    [
        [None],
        [b"HTTP/1.1 200 OK\r\nContent-Le", None],
        [b'HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"jsonrpc"', None],
        [b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{", None],
    ],
    ids=["nothing", "head", "body", "chunk"],
)
def test_a_cut_is_a_lost_connection(
    serve: Serve, raised: Callable[..., HeroError], parts: list[bytes | None]
) -> None:
    server = serve(lambda request: parts)
    error = raised("ping")
    assert isinstance(error, ConnectionLost), repr(error)
    assert error.sent
    assert len(server.requests) == 1


def test_garbage_is_a_protocol_error(
    serve: Serve, raised: Callable[..., HeroError]
) -> None:
    serve(lambda request: [b"SSH-2.0-OpenSSH_9.9 \x1b[2J\r\n\r\n"])
    error = raised("ping")
    assert isinstance(error, ProtocolError)
    assert "not HTTP" in str(error) and "SSH-2.0" in str(error)
    assert "\x1b" not in str(error)


def test_an_answer_is_read_up_to_a_limit(
    run: Run, serve: Serve, socket_path: Path
) -> None:
    serve(lambda request: http(b"x" * 200_000))
    address = UnixAddress(str(socket_path))
    transport = AsyncHttpTransport(address, max_response_bytes=100_000)

    async def main() -> Reply:
        return await transport.send(b"{}", {}, Timeout())

    with pytest.raises(ProtocolError, match="larger than 100000 bytes"):
        run(main)


def test_waiting_for_bytes_takes_no_longer_than_its_limit(
    serve: Serve, raised: Callable[..., HeroError]
) -> None:
    release = Event()

    def respond(request: Request) -> Iterator[bytes | None]:
        release.wait(10)
        yield None

    serve(respond)
    error = raised("ping", timeout=QUICK)
    release.set()
    assert isinstance(error, TimedOut)
    assert (error.phase, error.sent) == ("read", True)


def test_an_answer_that_drips_ends_with_the_total_limit(
    serve: Serve, raised: Callable[..., HeroError]
) -> None:
    def respond(request: Request) -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"
        for _ in range(200):
            yield b"x"
            time.sleep(0.02)

    serve(respond)
    started = time.monotonic()
    error = raised("ping", timeout=Timeout(connect=1, read=1, total=0.3))
    assert isinstance(error, TimedOut)
    assert error.phase == "total"
    assert time.monotonic() - started < 3


def test_a_cancelled_call_leaves_no_connection_behind(
    run: Run, serve: Serve, async_fake_books: Any, socket_path: Path
) -> None:
    def respond(request: Request) -> Iterator[bytes]:
        if request.envelope["id"] == 1:
            time.sleep(0.3)
        yield from echo(request)

    server = serve(respond)

    async def main() -> None:
        async with async_fake_books(socket_path) as client:
            with anyio.move_on_after(0.05) as scope:
                await client.echo("slow")
            assert scope.cancelled_caught
            assert await client.echo("quick") == {"value": "quick"}

    run(main)
    assert server.accepted == 2


def test_errors_are_those_of_the_synchronous_client(
    serve: Serve, raised: Callable[..., HeroError]
) -> None:
    serve(lambda request: answer(request, error={"code": 1002, "message": "no"}))
    error = raised("book_get", 7)
    assert isinstance(error, RemoteError)
    assert type(error).__name__ == "BookNotFound"
    error = raised("book_get", "x")
    assert isinstance(error, ParameterError)
    assert (error.field, error.method) == ("id", "book.get")
    serve(lambda request: answer(request, result=3))
    assert isinstance(raised("book_get", 7), ResultError)
    serve(lambda request: http(b"<html>", 502))
    assert "HTTP status 502" in str(raised("log_write", "x"))
