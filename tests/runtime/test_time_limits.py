"""The transport holds each limit of a timeout."""

import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest

from hero_runtime.errors import TimedOut
from hero_runtime.transports.base import Reply, Timeout
from hero_runtime.transports.http import HttpTransport
from tests.runtime.servers import Request, Server, http

Serve = Callable[..., Server]
QUICK = Timeout(connect=0.2, read=0.2, total=5)


def test_connecting_takes_no_longer_than_its_limit(
    transport: HttpTransport, socket_path: Path
) -> None:
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(socket_path))
        listener.listen(0)
        with socket.socket(socket.AF_UNIX) as first:
            first.connect(str(socket_path))
            with pytest.raises(TimedOut, match="nothing was sent") as caught:
                transport.send(b"{}", {}, QUICK)
    assert (caught.value.phase, caught.value.sent) == ("connect", False)


def test_waiting_for_bytes_takes_no_longer_than_its_limit(
    serve: Serve, transport: HttpTransport
) -> None:
    release = Event()

    def respond(request: Request) -> Iterator[bytes | None]:
        release.wait(10)
        yield None

    server = serve(respond)
    with pytest.raises(TimedOut, match="read timeout") as caught:
        transport.send(b"{}", {}, QUICK)
    release.set()
    assert (caught.value.phase, caught.value.sent) == ("read", True)
    assert len(server.requests) == 1


@pytest.mark.parametrize("is_head", [True, False])
def test_an_answer_that_drips_ends_with_the_total_limit(
    serve: Serve, transport: HttpTransport, is_head: bool
) -> None:
    def respond(request: Request) -> Iterator[bytes | None]:
        if not is_head:
            yield b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"
        for _ in range(200):
            yield b"x"
            time.sleep(0.02)
        yield None

    serve(respond)
    started = time.monotonic()
    with pytest.raises(TimedOut, match="total timeout") as caught:
        transport.send(b"{}", {}, Timeout(connect=1, read=1, total=0.3))
    assert caught.value.phase == "total"
    assert time.monotonic() - started < 2


def test_a_request_nobody_reads_ends_with_the_total_limit(
    transport: HttpTransport, socket_path: Path
) -> None:
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(socket_path))
        listener.listen()
        with pytest.raises(TimedOut) as caught:
            transport.send(b"x" * 10_000_000, {}, Timeout(1, 1, 0.2))
    assert caught.value.phase == "total"


def test_a_connection_is_not_used_again_after_a_timeout(
    serve: Serve, transport: HttpTransport
) -> None:
    def respond(request: Request) -> Iterator[bytes]:
        time.sleep(0.4 if request.body == b"slow" else 0)
        yield from http(request.body)

    serve(respond)
    with pytest.raises(TimedOut):
        transport.send(b"slow", {}, QUICK)
    assert transport.send(b"quick", {}, Timeout()) == Reply(200, b"quick")
