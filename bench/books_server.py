"""Serve canned answers over HTTP on a Unix socket; run as a process of its own.

`python -m bench.books_server SOCKET` answers every request with the same three books.
It does as little as a server can, one thread a connection, so that clients are what is
measured.
"""

from __future__ import annotations

import json
import re
import socket
import sys
import threading

from bench.progress import show

BOOKS = {
    "books": [
        {"name": f"book{i}", "title": f"Book {i}", "path": f"default/book{i}"}
        for i in range(3)
    ]
}
"""The result of every answer."""

_LENGTH = re.compile(rb"\r\ncontent-length: *([0-9]+)", re.IGNORECASE)


def serve(path: str) -> None:
    """Accept connections for ever."""
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(path)
        listener.listen()
        while True:
            connection, _ = listener.accept()
            threading.Thread(target=_answer, args=(connection,), daemon=True).start()


def _answer(connection: socket.socket) -> None:
    with connection:
        try:
            while (body := _read_request(connection)) is not None:
                connection.sendall(_build_response(json.loads(body)["id"]))
        except OSError as problem:
            show(f"server: a client went away: {problem}")


def _read_request(connection: socket.socket) -> bytes | None:
    data = b""
    while b"\r\n\r\n" not in data:
        if not (chunk := connection.recv(65536)):
            return None
        data += chunk
    head, _, body = data.partition(b"\r\n\r\n")
    length = _LENGTH.search(head)
    assert length is not None, "a request without Content-Length"
    while len(body) < int(length[1]):
        body += connection.recv(65536)
    return body


def _build_response(request_id: object) -> bytes:
    body = json.dumps({"jsonrpc": "2.0", "id": request_id, "result": BOOKS}).encode()
    head = (
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


if __name__ == "__main__":
    serve(sys.argv[1])
