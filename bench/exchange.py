"""Call `book.list` many times in one way; run as a process of its own.

`python -m bench.exchange KIND SOCKET COUNT` prints the seconds of processor and of wall
time that a call takes. Every way sends the same request and decodes the same answer
from JSON; only `client` makes typed models of it. `nothing` and `json` are what a call
does apart from the exchange: with types, and without. Nothing is imported before it is
needed, for this runs in environments that have only one of the kinds.
"""

from __future__ import annotations

import http.client
import importlib
import json
import socket
import sys
import time
from collections.abc import Callable
from typing import Any

WARM_UP = 200
"""Calls that do not count."""

BODY = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "book.list",
    "params": {"workspace": "default"},
}
HEADERS = {"Content-Type": "application/json", "Accept": "application/json"}

Call = Callable[[], Any]


def open_client(path: str) -> Call:
    """Call through the generated client, which validates and builds models."""
    from hero_books_client import HeroBooks

    return HeroBooks(path).book_list


def open_nothing(path: str) -> Call:
    """Write the request and read a canned answer: the generated client's own work."""
    from hero_books_client import methods
    from hero_runtime.call import Call as ClientCall
    from hero_runtime.transports.base import Reply

    from bench.books_server import BOOKS

    body = json.dumps({"jsonrpc": "2.0", "id": 1, "result": BOOKS}).encode()
    reply = Reply(200, body)

    def call() -> Any:
        made = ClientCall(methods.SERVICE, methods.book_list_method, ("default",), 1)
        made.write()
        return made.read(reply, "raise")

    return call


def open_json(path: str) -> Call:
    """Write the request and read a canned answer with `json` alone, into dicts."""
    from bench.books_server import BOOKS

    body = json.dumps({"jsonrpc": "2.0", "id": 1, "result": BOOKS}).encode()

    def call() -> Any:
        json.dumps(BODY).encode()
        return json.loads(body)["result"]

    return call


def open_socket(path: str) -> Call:
    """Exchange the same bytes over a bare socket: what no client can go below."""
    connection = socket.socket(socket.AF_UNIX)
    connection.connect(path)

    def call() -> Any:
        body = json.dumps(BODY).encode()
        head = "POST /rpc HTTP/1.1\r\nHost: localhost\r\n"
        head += "".join(f"{name}: {value}\r\n" for name, value in HEADERS.items())
        head += f"Content-Length: {len(body)}\r\n\r\n"
        connection.sendall(head.encode() + body)
        data = b""
        while b"\r\n\r\n" not in data:
            data += connection.recv(65536)
        head_data, _, answer = data.partition(b"\r\n\r\n")
        length = int(head_data.rpartition(b"Content-Length: ")[2].split(b"\r\n")[0])
        while len(answer) < length:
            answer += connection.recv(65536)
        return json.loads(answer)["result"]

    return call


def open_http_client(path: str) -> Call:
    """Call through `http.client` of the standard library."""
    connection = http.client.HTTPConnection("localhost")
    connection.sock = socket.socket(socket.AF_UNIX)
    connection.sock.connect(path)

    def call() -> Any:
        connection.request("POST", "/rpc", json.dumps(BODY).encode(), HEADERS)
        return json.loads(connection.getresponse().read())["result"]

    return call


def open_httpx(path: str) -> Call:
    """Call through httpx, with one kept-alive connection."""
    httpx = importlib.import_module("httpx")
    client = httpx.Client(
        transport=httpx.HTTPTransport(uds=path), base_url="http://localhost"
    )

    def call() -> Any:
        return client.post("/rpc", json=BODY, headers=HEADERS).json()["result"]

    return call


OPENERS = {
    "socket": open_socket,
    "http.client": open_http_client,
    "httpx": open_httpx,
    "client": open_client,
    "nothing": open_nothing,
    "json": open_json,
}


def main() -> None:
    """Measure what the command line names."""
    kind, path, number = sys.argv[1:]
    call = OPENERS[kind](path)
    for _ in range(WARM_UP):
        call()
    cpu, wall = time.process_time(), time.perf_counter()
    for _ in range(int(number)):
        call()
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    print(json.dumps({"cpu": cpu / int(number), "wall": wall / int(number)}))


if __name__ == "__main__":
    main()
