"""Serve documents, good ones and bad ones, on real sockets."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from socketserver import ThreadingMixIn, UnixStreamServer
from typing import Any

OPENRPC = "/openrpc.json"
MANIFEST = "/.well-known/heroservice.json"
HEALTH = "/health"
RPC = "/rpc"

Answers = Mapping[str, tuple[int, bytes]]
"""HTTP status and body by path; any other path is 404."""


class _Server(ThreadingMixIn, UnixStreamServer):
    daemon_threads = True


def encode(value: Any) -> tuple[int, bytes]:
    """Return a good answer that is a JSON value."""
    return 200, json.dumps(value).encode()


def discovered(value: Any) -> tuple[int, bytes]:
    """Return the answer of `rpc.discover` with a result."""
    return encode({"jsonrpc": "2.0", "id": 1, "result": value})


def describing(document: Any, name: str = "") -> dict[str, tuple[int, bytes]]:
    """Return the answers of a service in good health."""
    answers = {
        OPENRPC: encode(document),
        RPC: discovered(document),
        HEALTH: encode({"status": "ok"}),
    }
    if name:
        answers[MANIFEST] = encode({"protocol": "openrpc", "name": name})
    return answers


@contextmanager
def serving(path: Path, answers: Answers) -> Iterator[Path]:
    """Serve answers on a Unix socket."""

    class Handler(BaseHTTPRequestHandler):
        def address_string(self) -> str:
            return "client"

        def log_message(self, format: str, *args: Any) -> None:
            pass

        def do_GET(self) -> None:
            self.answer()

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", "0")))
            self.answer()

        def answer(self) -> None:
            status, body = answers.get(self.path, (404, b"no such path"))
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    with _Server(str(path), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield path
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def hanging(path: Path) -> Iterator[Path]:
    """Listen on a Unix socket and answer nothing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listener:
        listener.bind(str(path))
        listener.listen(8)
        yield path
