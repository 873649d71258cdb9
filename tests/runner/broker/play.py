"""Run a broker between the test and a scripted service."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Self
from urllib.parse import quote

from hero_books_client import HeroBooks

from hero_runner.broker import Broker, Budget, Endpoint, Policy, Rule
from hero_runner.broker.approvals import Approvals
from hero_runtime.service import Effect
from tests.runtime.servers import Request, Respond, Server, answer

RULES: Mapping[Effect, Rule] = {
    "read": "allow",
    "write": "allow",
    "destructive": "ask",
    "unknown": "allow",
}
RESULTS: Mapping[str, Any] = {
    "book.list": {"books": []},
    "book.exists": True,
    "book.delete": None,
}


def respond_as_books(request: Request) -> list[bytes]:
    """Answer as the books service does, with nothing in it."""
    return list(answer(request, result=RESULTS[request.envelope["method"]]))


class Play:
    """Hold a service and the brokers that were started before it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._stack = ExitStack()
        self.service = self._stack.enter_context(
            Server.on_path(folder / "books.sock", respond_as_books)
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def start(
        self,
        respond: Respond = respond_as_books,
        *,
        methods: frozenset[str] | None = None,
        rules: Mapping[Effect, Rule] = RULES,
        effects: Mapping[str, Effect] | None = None,
        budget: Budget = Budget(),
        approvals: Approvals | None = None,
        on_call: Callable[[object], object] | None = None,
        target: str | None = None,
    ) -> Broker:
        """Start a broker of the play `p`; methods are those of the books service."""
        self.service.respond = respond
        corrected = {
            ("hero_books", name): effect for name, effect in (effects or {}).items()
        }
        books = str(self.folder / "books.sock")
        endpoint = Endpoint("hero_books", "hero_books_client", target or books)
        broker = Broker(
            self.folder,
            [endpoint],
            Policy({"hero_books": methods}, rules, corrected, budget),
            play="p",
            approvals=approvals,
            on_call=on_call,
            headers={"X-Hero-Context": "of the host"},
        )
        return self._stack.enter_context(broker)

    def asked(self) -> list[str]:
        """Return the methods that the service was asked, in order."""
        return [one.envelope["method"] for one in self.service.requests]


def client_of(socket_path: Path) -> HeroBooks:
    """Return a client whose calls go through a broker."""
    return HeroBooks(f"http+unix://{quote(str(socket_path), safe='')}/hero_books/rpc")


def send(
    socket_path: Path, body: bytes, service: str = "hero_books", head: bytes = b""
) -> bytes:
    """Send one request and return all that comes back until the connection ends."""
    request = (
        f"POST /{service}/rpc HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
        f"Content-Length: {len(body)}\r\n"
    ).encode()
    return send_raw(socket_path, request + head + b"\r\n" + body)


def send_raw(socket_path: Path, data: bytes) -> bytes:
    """Send bytes and return all that comes back until the connection ends."""
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(20)
        connection.connect(str(socket_path))
        connection.sendall(data)
        received = b""
        while chunk := connection.recv(65536):
            received += chunk
    return received


def call(socket_path: Path, envelope: object, service: str = "hero_books") -> Any:
    """Send a JSON value and return the one that comes back."""
    received = send(socket_path, json.dumps(envelope).encode(), service)
    body = received.partition(b"\r\n\r\n")[2]
    return json.loads(body) if body else None


def rpc(method: str, params: object = None, id_: object = 1) -> dict[str, object]:
    """Return the envelope of a call."""
    envelope = {"jsonrpc": "2.0", "method": method, "id": id_, "params": params}
    return {key: value for key, value in envelope.items() if value is not None}
