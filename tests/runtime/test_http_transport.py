"""The transport keeps connections, holds time limits, and never sends twice."""

import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Barrier, Event, Thread

import pytest

from hero_runtime.errors import (
    ConnectionFailed,
    ConnectionLost,
    ProtocolError,
    TransportError,
)
from hero_runtime.transports.address import UnixAddress, parse_target
from hero_runtime.transports.base import Reply, Timeout
from hero_runtime.transports.http import HttpTransport
from hero_runtime.transports.pool import MAX_IDLE
from tests.runtime.servers import Request, Server, http

Serve = Callable[..., Server]


def send(transport: HttpTransport, timeout: Timeout = Timeout()) -> Reply:
    """Send a body that stands for any."""
    return transport.send(b"{}", {}, timeout)


def ok(request: Request) -> list[bytes]:
    """Answer with the body that was received."""
    return http(request.body)


def test_a_connection_is_used_again(serve: Serve, transport: HttpTransport) -> None:
    server = serve(ok)
    for number in range(20):
        body = b"[%d]" % number
        assert transport.send(body, {"X-A": "1"}, Timeout()) == Reply(200, body)
    assert (server.accepted, len(server.requests)) == (1, 20)
    assert server.requests[7].headers["x-a"] == "1"
    assert server.requests[7].headers["host"] == "localhost"
    assert server.requests[7].headers["accept"] == "application/json"


def test_default_headers_can_be_replaced_but_not_the_type(
    serve: Serve, transport: HttpTransport
) -> None:
    server = serve(ok)
    transport.send(b"{}", {"host": "books", "ACCEPT": "text/plain"}, Timeout())
    headers = server.requests[0].headers
    assert (headers["host"], headers["accept"]) == ("books", "text/plain")
    assert headers["content-type"] == "application/json"


def test_tcp() -> None:
    with Server.on_port(ok) as server:
        transport = HttpTransport(parse_target(server.url))
        assert send(transport) == Reply(200, b"{}")
        assert send(transport) == Reply(200, b"{}")
        transport.close()
        assert server.accepted == 1
        assert server.requests[0].path == "/api/rpc"
        assert server.requests[0].headers["host"] == f"127.0.0.1:{server.port}"


def test_small_packets_are_not_delayed_on_tcp() -> None:
    from hero_runtime.transports.connect import open_socket
    from hero_runtime.transports.deadline import Deadline

    with Server.on_port(ok) as server:
        with open_socket(parse_target(server.url), Deadline(Timeout())) as opened:
            assert opened.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_a_restarted_server_is_reached_again(
    serve: Serve, transport: HttpTransport
) -> None:
    first = serve(ok)
    send(transport)
    first.stop()
    second = serve(ok)
    assert send(transport) == Reply(200, b"{}")
    assert len(second.requests) == 1


def test_a_connection_closed_while_idle_is_replaced_before_sending(
    serve: Serve, transport: HttpTransport
) -> None:
    server = serve(ok)
    for _ in range(5):
        send(transport)
        server.drop_connections()
    assert (server.accepted, len(server.requests)) == (5, 5)


def test_a_connection_with_stray_bytes_is_replaced(
    serve: Serve, transport: HttpTransport
) -> None:
    stray = Event()

    def respond(request: Request) -> Iterator[bytes]:
        yield from ok(request)
        yield b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nstray"
        stray.set()

    server = serve(respond)
    # The stray bytes may come with the answer or after it.
    for _ in range(5):
        stray.clear()
        assert send(transport) == Reply(200, b"{}")
        assert stray.wait(5)
    assert len(server.requests) == 5


def test_a_connection_that_ends_with_its_answer_is_not_kept(
    serve: Serve, transport: HttpTransport
) -> None:
    def respond(request: Request) -> list[bytes | None]:
        return [*http(request.body, 200, "Connection: close"), None]

    server = serve(respond)
    assert send(transport) == send(transport) == Reply(200, b"{}")
    assert server.accepted == 2


def test_an_answer_without_a_length_ends_with_the_connection(
    serve: Serve, transport: HttpTransport
) -> None:
    serve(lambda request: [b"HTTP/1.1 200 OK\r\n\r\n[1,", b"2]", None])
    assert send(transport) == Reply(200, b"[1,2]")


def test_chunked_answers(serve: Serve, transport: HttpTransport) -> None:
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    server = serve(lambda request: [head, b"2\r\n[1\r\n", b"1\r\n]\r\n0\r\n\r\n"])
    assert send(transport) == send(transport) == Reply(200, b"[1]")
    assert server.accepted == 1


@pytest.mark.parametrize(
    "parts",
    [
        [None],
        [b"HTTP/1.1 200", None],
        [b"HTTP/1.1 200 OK\r\nContent-Le", None],
        [b"HTTP/1.1 200 OK\r\nX: y\r\n", None],
        [b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n", None],
        [b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{", None],
        [b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{", None],
        [b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", None],
    ],
)
def test_a_cut_answer_is_lost_and_not_asked_for_again(
    serve: Serve, transport: HttpTransport, parts: list[bytes | None]
) -> None:
    server = serve(lambda request: parts)
    with pytest.raises(TransportError) as caught:
        send(transport)
    assert isinstance(caught.value, ConnectionLost)
    assert caught.value.sent
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "garbage",
    [
        b"garbage\r\n\r\n",
        b"SSH-2.0-OpenSSH\r\n",
        b"HTTP/1.1 abc OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000 + b"\r\n\r\n",
        b"x" * 100_000 + b"\r\n",
    ],
)
def test_what_is_not_http_is_a_protocol_error(
    serve: Serve, transport: HttpTransport, garbage: bytes
) -> None:
    serve(lambda request: [garbage, None])
    with pytest.raises(ProtocolError, match="is not HTTP"):
        send(transport)


@pytest.mark.parametrize("is_announced", [True, False])
def test_a_huge_answer_is_refused_while_reading(
    serve: Serve, transport: HttpTransport, is_announced: bool
) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 999999999\r\n\r\n"
    read: list[int] = []

    def respond(request: Request) -> Iterator[bytes | None]:
        yield head if is_announced else b"HTTP/1.1 200 OK\r\n\r\n"
        for number in range(100_000):
            yield b"x" * 10_000
            read.append(number)
        yield None

    serve(respond)
    with pytest.raises(ProtocolError, match="larger than 100000 bytes"):
        send(transport)
    assert len(read) < 1000


def test_an_answer_of_just_the_limit_is_read(
    serve: Serve, transport: HttpTransport
) -> None:
    serve(lambda request: http(b"x" * 100_000))
    assert len(send(transport).body) == 100_000


def test_a_large_request_arrives_whole(serve: Serve, transport: HttpTransport) -> None:
    server = serve(lambda request: http(b"{}"))
    body = b"x" * 20_000_000
    transport.send(body, {}, Timeout())
    assert server.requests[0].body == body


def test_a_missing_socket(transport: HttpTransport, socket_path: Path) -> None:
    with pytest.raises(ConnectionFailed, match=f"cannot connect to unix:{socket_path}"):
        send(transport)


def test_a_socket_that_nobody_listens_on(
    serve: Serve, transport: HttpTransport
) -> None:
    serve(ok).stop()
    with pytest.raises(ConnectionFailed, match="Nothing listens there") as caught:
        send(transport)
    assert not caught.value.sent


def test_a_port_and_a_name_that_nobody_listens_on() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(ConnectionFailed, match=f"http://127.0.0.1:{port}/"):
        send(HttpTransport(parse_target(f"http://127.0.0.1:{port}/")))
    with pytest.raises(ConnectionFailed, match=r"no-such-host\.invalid"):
        send(HttpTransport(parse_target("http://no-such-host.invalid/")))


def test_a_socket_path_that_is_too_long() -> None:
    with pytest.raises(ConnectionFailed, match="too long"):
        send(HttpTransport(UnixAddress("/tmp/" + "x" * 200)))


def test_a_listener_whose_queue_was_full_is_reached(
    transport: HttpTransport, socket_path: Path
) -> None:
    server = Server.on_path(socket_path, ok)
    server.listener.listen(0)
    start = Barrier(8)
    replies: list[Reply] = []

    def call() -> None:
        start.wait()
        replies.append(send(transport))

    threads = [Thread(target=call) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    server.stop()
    assert replies == [Reply(200, b"{}")] * 8


def test_few_connections_stay_idle(serve: Serve, transport: HttpTransport) -> None:
    together = Barrier(MAX_IDLE + 4)

    def respond(request: Request) -> list[bytes]:
        if request.body == b"together":
            together.wait(10)
        return ok(request)

    server = serve(respond)
    for _ in range(2):
        threads = [
            Thread(target=transport.send, args=(b"together", {}, Timeout()))
            for _ in range(MAX_IDLE + 4)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert server.accepted == MAX_IDLE + 4 + 4


FORK = """
import os, sys
from hero_runtime.transports.address import UnixAddress
from hero_runtime.transports.base import Timeout
from hero_runtime.transports.http import HttpTransport

transport = HttpTransport(UnixAddress(sys.argv[1]))

def call(text):
    assert transport.send(text, {}, Timeout()).body == text

call(b"parent")
child = os.fork()
for number in range(50):
    call(b"%d-%d" % (child, number))
transport.close()
if child:
    assert os.waitpid(child, 0)[1] == 0
"""


def test_parent_and_child_of_a_fork_have_connections_of_their_own(
    serve: Serve, socket_path: Path
) -> None:
    server = serve(ok)
    command = [sys.executable, "-W", "error", "-c", FORK, str(socket_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    assert (server.accepted, len(server.requests)) == (2, 101)
