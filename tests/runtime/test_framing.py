"""The usual HTTP answer is recognised, and read as `http.client` reads it."""

import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hero_runtime.transports.deadline import DeadlineSocket
from hero_runtime.transports.framing import Framing, read_framing
from hero_runtime.transports.response import read_reply

USUAL = (
    b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n"
)

UNUSUAL = {
    "nothing": b"",
    "a head that is not whole": USUAL[:-2],
    "HTTP/1.0, which closes": USUAL.replace(b"1.1", b"1.0"),
    "an answer before the answer": USUAL.replace(b"200 OK", b"100 Continue"),
    "an answer without body": USUAL.replace(b"200 OK", b"204 No Content"),
    "a status that is no number": USUAL.replace(b"200", b"2x0"),
    "no length": USUAL.replace(b"Content-Length: 2\r\n", b""),
    "two lengths": USUAL.replace(b"\r\n\r\n", b"\r\nContent-Length: 2\r\n\r\n"),
    "a second length written otherwise": USUAL.replace(
        b"\r\n\r\n", b"\r\nContent-Length : 3\r\n\r\n"
    ),
    "a negative length": USUAL.replace(b": 2", b": -2"),
    "a length with a sign": USUAL.replace(b": 2", b": +2"),
    "a length of too many digits": USUAL.replace(b": 2", b": 1" + b"0" * 15),
    "chunks": USUAL.replace(b"\r\n\r\n", b"\r\nTransfer-Encoding: chunked\r\n\r\n"),
    "the end of the connection": USUAL.replace(
        b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"
    ),
    "a line that goes on": USUAL.replace(b"\r\n\r\n", b"\r\n more\r\n\r\n"),
    "a line that ends otherwise": USUAL.replace(b"json\r\n", b"json\n"),
    "a carriage return in a line": USUAL.replace(b"json", b"js\ron"),
}


@pytest.mark.parametrize("body", [b"", b"{", b"{}", b"{}and more"])
def test_the_usual_answer_is_recognised(body: bytes) -> None:
    assert read_framing(USUAL + body) == Framing(200, 2, body)


def test_names_of_headers_are_read_in_any_case() -> None:
    head = USUAL.replace(b"Content-Length:", b"CONTENT-length:\t ")
    assert read_framing(head) == Framing(200, 2, b"")


@pytest.mark.parametrize("name", UNUSUAL)
def test_anything_else_is_not(name: str) -> None:
    assert read_framing(UNUSUAL[name]) is None


LINES = st.sampled_from(
    [
        *(b"Content-Length: 4", b"content-length:3", b"Content-Length: 5,5"),
        *(b"Transfer-Encoding: chunked", b"Connection: keep-alive", b"X: \xff"),
        *(b"Connection: close", b" folded", b"Date: now", b"X-Content-Length: 1"),
    ]
)
STATUS_LINES = st.sampled_from(
    [
        *(b"HTTP/1.1 200 OK", b"HTTP/1.1 500", b"HTTP/1.1 304 Not", b"HTTP/1.0 200 OK"),
        *(b"HTTP/1.1 2000 OK", b"http/1.1 200 OK", b"HTTP/1.1 404 Not Found"),
    ]
)


@given(STATUS_LINES, st.lists(LINES, max_size=4), st.binary(min_size=5, max_size=5))
def test_what_is_recognised_is_what_http_client_reads(
    status_line: bytes, lines: list[bytes], body: bytes
) -> None:
    received = b"\r\n".join([status_line, *lines, b"", body])
    framing = read_framing(received)
    if framing is None or status_line.startswith(b"http"):
        return
    # All of it was received, so that nothing is read from the socket.
    with DeadlineSocket(socket.AF_UNIX) as unused:
        reply, _ = read_reply(unused, received, 100)
    assert (reply.status, reply.body) == (
        framing.status,
        framing.body[: framing.length],
    )
