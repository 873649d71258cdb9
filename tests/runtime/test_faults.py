"""What a caller sees when the way to the service is spoilt, in both clients."""

import os
import re
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import anyio
import pytest

from hero_runtime import (
    ConnectionFailed,
    ConnectionLost,
    HeroError,
    ProtocolError,
    TimedOut,
    Timeout,
)
from tests.runtime.proxy import Proxy, pass_on
from tests.runtime.servers import Server

LIMITS = Timeout(connect=1, read=0.5, total=1.5)
MEGABYTE = 1024 * 1024

Call = Callable[[], Any]


@pytest.fixture
def service(socket_path: Path) -> Iterator[Server]:
    """Serve behind the proxy."""
    with Server.on_path(socket_path.with_name("service.sock")) as server:
        yield server


@pytest.fixture
def proxy(service: Server, socket_path: Path) -> Iterator[Proxy]:
    """Stand between the client and the service."""
    with Proxy(socket_path, socket_path.with_name("service.sock")) as opened:
        yield opened


@pytest.fixture(params=["sync", "asyncio", "trio"])
def call(
    request: pytest.FixtureRequest,
    fake_books: Any,
    async_fake_books: Any,
    socket_path: Path,
) -> Iterator[Call]:
    """Return a function that makes one call, in each kind of client."""
    if request.param == "sync":
        with fake_books(socket_path, timeout=LIMITS) as client:
            yield lambda: client.echo("x")
        return

    async def main() -> Any:
        async with async_fake_books(socket_path, timeout=LIMITS) as client:
            return await client.echo("x")

    yield lambda: anyio.run(main, backend=request.param)


def cut_in_body(client: socket.socket, answer: bytes) -> bool:
    """Send all but the end."""
    client.sendall(answer[:-5])
    return False


def drip(client: socket.socket, answer: bytes) -> bool:
    """Send a byte at a time, slower than the total limit."""
    for number in range(len(answer)):
        client.sendall(answer[number : number + 1])
        time.sleep(0.05)
    return True


def garbage(client: socket.socket, answer: bytes) -> bool:
    """Send no HTTP."""
    client.sendall(os.urandom(50) + b"\r\n\r\n")
    return False


def large(client: socket.socket, answer: bytes) -> bool:
    """Send 100 MB."""
    client.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % (100 * MEGABYTE))
    for _ in range(100):
        client.sendall(b" " * MEGABYTE)
    return True


def wrong_id(client: socket.socket, answer: bytes) -> bool:
    """Send the answer to another call."""
    client.sendall(answer.replace(b'"id": 1', b'"id": 9'))
    return True


def twice(client: socket.socket, answer: bytes) -> bool:
    """Send the answer two times."""
    client.sendall(answer + answer)
    return True


def pass_on_and_end(client: socket.socket, answer: bytes) -> bool:
    """Send the answer and close the connection without a word."""
    client.sendall(answer)
    return False


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        (cut_in_body, ConnectionLost),
        (drip, TimedOut),
        (garbage, ProtocolError),
        (large, ProtocolError),
        (wrong_id, ProtocolError),
    ],
)
def test_a_spoilt_answer_is_an_error_and_the_call_is_not_repeated(
    proxy: Proxy, call: Call, spoil: Any, expected: type[HeroError]
) -> None:
    proxy.spoil = spoil
    started = time.monotonic()
    with pytest.raises(expected) as caught:
        call()
    assert (caught.value.service, caught.value.method) == ("fake_books", "echo")
    assert len(str(caught.value)) < 6000
    assert time.monotonic() - started < 5
    assert proxy.forwarded == 1
    proxy.spoil = pass_on
    assert call() == {"value": "x"}


def test_two_answers_are_not_one_for_the_next_call(proxy: Proxy, call: Call) -> None:
    proxy.spoil = twice
    for _ in range(3):
        assert call() == {"value": "x"}


def test_a_reset_between_requests_is_not_noticed(proxy: Proxy, call: Call) -> None:
    proxy.spoil = pass_on_and_end
    for _ in range(3):
        assert call() == {"value": "x"}
        # An end that comes while the next request is sent is a lost connection.
        time.sleep(0.1)
    assert proxy.forwarded == 3


def test_a_socket_that_is_removed_and_made_again(socket_path: Path, call: Call) -> None:
    with Server.on_path(socket_path):
        assert call() == {"value": "x"}
    socket_path.unlink()
    with pytest.raises(ConnectionFailed):
        call()
    with Server.on_path(socket_path):
        assert call() == {"value": "x"}


def test_ten_thousand_calls_from_32_threads(fake_books: Any, socket_path: Path) -> None:
    results: list[object] = []
    with Server.on_path(socket_path) as server, fake_books(socket_path) as client:

        def call_many(thread: int) -> None:
            for number in range(thread, 10_000, 32):
                if client.echo(number) == {"value": number}:
                    results.append(number)

        threads = [Thread(target=call_many, args=(number,)) for number in range(32)]
        started = time.monotonic()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(120)
        assert time.monotonic() - started < 120
    assert len(results) == 10_000
    assert len({request.envelope["id"] for request in server.requests}) == 10_000


def test_every_test_that_the_documentation_names_is_there() -> None:
    folder = Path(__file__).parent
    text = (folder.parents[1] / "docs/runtime.md").read_text("utf-8")
    named = set(re.findall(r"`(test_\w+)`", text))
    places = [*folder.glob("test_*.py"), *folder.parent.glob("real_servers/test_*.py")]
    modules = {path.stem: path.read_text("utf-8") for path in places}
    tests = set(re.findall(r"^def (test_\w+)", "\n".join(modules.values()), re.M))
    assert len(named) > 20
    assert named - tests - modules.keys() == set()
