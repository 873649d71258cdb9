"""Serve scripted HTTP answers from threads, and record what was asked."""

from __future__ import annotations

import json
import socket
import ssl
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Request:
    """Hold one request as it was received."""

    path: str
    headers: dict[str, str]
    """By name in lower case."""
    body: bytes

    @property
    def envelope(self) -> Any:
        """The parsed body."""
        return json.loads(self.body)


Respond = Callable[[Request], Iterable[bytes | None]]
"""Give the bytes to send back; `None` cuts the connection."""


def http(body: bytes, status: int = 200, *headers: str) -> list[bytes]:
    """Return an HTTP answer with a body."""
    lines = [f"HTTP/1.1 {status} Status", f"Content-Length: {len(body)}", *headers]
    return ["\r\n".join([*lines, "", ""]).encode() + body]


def answer(request: Request, **members: object) -> list[bytes]:
    """Return the JSON-RPC answer to a request, with `result` or `error`."""
    envelope = {"jsonrpc": "2.0", "id": request.envelope.get("id"), **members}
    return http(json.dumps(envelope).encode())


def echo(request: Request) -> list[bytes]:
    """Answer with the params that were received."""
    return answer(request, result=request.envelope.get("params"))


@dataclass
class Server:
    """Listen on a socket, a thread for each connection."""

    listener: socket.socket
    respond: Respond = echo
    tls: ssl.SSLContext | None = None
    requests: list[Request] = field(default_factory=list)
    accepted: int = 0

    def __post_init__(self) -> None:
        self._lock = Lock()
        self._open: list[socket.socket] = []
        self._threads = [Thread(target=self._accept)]
        self._stopping = Event()
        self._threads[0].start()

    @classmethod
    def on_path(cls, path: Path, respond: Respond = echo) -> Self:
        """Listen on a Unix socket."""
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(str(path))
        listener.listen(64)
        return cls(listener, respond)

    @classmethod
    def on_port(
        cls, respond: Respond = echo, port: int = 0, tls: ssl.SSLContext | None = None
    ) -> Self:
        """Listen on a TCP port of this machine."""
        return cls(socket.create_server(("127.0.0.1", port)), respond, tls)

    @property
    def port(self) -> int:
        """The TCP port."""
        port: int = self.listener.getsockname()[1]
        return port

    @property
    def url(self) -> str:
        """The address of a server on a TCP port."""
        return f"http://127.0.0.1:{self.port}/api/rpc"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        """Close the listener and every connection, and wait for the threads."""
        self._stopping.set()
        with suppress(OSError):
            self.listener.shutdown(socket.SHUT_RDWR)
        self.drop_connections()
        self._threads[0].join(10)
        self.listener.close()
        self.drop_connections()
        for thread in self._threads:
            thread.join(10)

    def drop_connections(self) -> None:
        """Close every connection from this side."""
        with self._lock:
            dropped, self._open = self._open, []
        for connection in dropped:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def _accept(self) -> None:
        while not self._stopping.is_set():
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            with self._lock:
                self.accepted += 1
                self._open.append(connection)
            thread = Thread(target=self._serve, args=(connection,))
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket) -> None:
        with suppress(OSError):
            if self.tls is not None:
                connection = self.tls.wrap_socket(connection, server_side=True)
            with connection, connection.makefile("rb") as stream:
                while (request := _read_request(stream)) is not None:
                    with self._lock:
                        self.requests.append(request)
                    if not _send(connection, self.respond(request)):
                        break
        connection.close()


def _read_request(stream: Any) -> Request | None:
    first = stream.readline().split()
    if len(first) < 2:
        return None
    headers: dict[str, str] = {}
    while line := stream.readline().strip():
        name, _, value = line.decode("latin-1").partition(":")
        headers[name.lower()] = value.strip()
    body = stream.read(int(headers.get("content-length", "0")))
    return Request(first[1].decode(), headers, body)


def _send(connection: socket.socket, parts: Iterable[bytes | None]) -> bool:
    sent = False
    for part in parts:
        if part is None:
            return False
        connection.sendall(part)
        sent = True
    return sent
