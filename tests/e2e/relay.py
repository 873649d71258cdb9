"""Pass calls on to a service, write down which they were, and hold back an answer."""

from __future__ import annotations

import http.client
import json
import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

from tests.examples.service_process import UnixConnection

SECONDS = 20.0


class Relay:
    """Keep what went through: one text per call, as `page.list {"name": "a"}`.

    `hold` keeps back the answer of the next call that is the last of so many, which
    the service has made by then; `wait_until_held` waits for it, `release` drops it.
    """

    def __init__(self, service: Path) -> None:
        self._service = service
        self._lock = threading.Lock()
        self._calls: list[str] = []
        self._left: int | None = None
        self._held = threading.Event()
        self._released = threading.Event()

    def hold(self, calls: int) -> None:
        """Hold back the answer of the last of the next calls."""
        with self._lock:
            self._held.clear()
            self._released.clear()
            self._left = calls

    def wait_until_held(self) -> None:
        """Wait until an answer is held back."""
        assert self._held.wait(SECONDS), f"calls so far: {self._calls}"

    def release(self) -> None:
        """Let go of the call that is held back; its caller gets no answer."""
        self._released.set()

    @property
    def calls(self) -> list[str]:
        """The calls that the service was asked to make."""
        with self._lock:
            return list(self._calls)

    def exchange(self, body: bytes) -> bytes | None:
        """Return the answer of the service, or none to a caller who is dropped."""
        request = json.loads(body)
        connection = UnixConnection(self._service)
        try:
            connection.request(
                "POST", "/rpc", body, {"Content-Type": "application/json"}
            )
            answer = connection.getresponse().read()
        finally:
            connection.close()
        with self._lock:
            self._calls.append(f"{request['method']} {json.dumps(request['params'])}")
            if self._left is not None:
                self._left -= 1
            if self._left != 0:
                return answer
            self._left = None
        self._held.set()
        self._released.wait(SECONDS)
        return None


class Server(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    """Serve each connection in a thread."""

    daemon_threads = True
    relay: Relay


class Connection(BaseHTTPRequestHandler):
    """Serve one connection, which is kept alive."""

    protocol_version = "HTTP/1.1"
    server: Server

    def do_POST(self) -> None:
        """Answer one request."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        answer = self.server.relay.exchange(body)
        if answer is None:
            self.close_connection = True
            return
        self.send_response(http.client.OK)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        # A killed caller reads no more.
        with suppress(OSError):
            self.wfile.write(answer)

    def log_message(self, format: str, *args: Any) -> None:
        """Write nothing."""


@contextmanager
def running_relay(path: Path, service: Path) -> Iterator[Relay]:
    """Relay from a socket to that of a service."""
    path.parent.mkdir(parents=True)
    relay = Relay(service)
    with Server(str(path), Connection) as server:
        server.relay = relay
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield relay
        finally:
            relay.release()
            server.shutdown()
            thread.join()
