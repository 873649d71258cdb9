"""Serve the script over HTTP/1.1, from a thread."""

import json
import os
import socket
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests.scripted_model.replies import ModelReply, SeenRequest, render_reply

REQUESTS_VARIABLE = "HERO_MODEL_REQUESTS"

Matcher = str | Callable[[SeenRequest], bool]
Rule = tuple[Matcher, ModelReply | str]


class ScriptedModel:
    """What a test knows of the running server."""

    def __init__(
        self, replies: Sequence[ModelReply | str], rules: Sequence[Rule]
    ) -> None:
        self.requests: list[SeenRequest] = []
        """Chat requests so far, in order."""
        self.listings = 0
        """Times that the models were listed."""
        self.base_url = ""
        self.socket: Path | None = None
        self.closing = threading.Event()
        self.models = ("scripted-1", "scripted-2")
        self._replies = list(replies)
        self._rules = list(rules)
        self._lock = threading.Lock()

    @property
    def address(self) -> str:
        """Return the address as `HERO_MODEL_REQUESTS` takes it."""
        return self.base_url if self.socket is None else f"unix:{self.socket}"

    @property
    def environment(self) -> dict[str, str]:
        """Return variables that make this the default language model."""
        name, value = (
            ("URL", self.base_url)
            if self.socket is None
            else ("SOCKET", str(self.socket))
        )
        return {
            f"HERO_MODEL_DEFAULT_{name}": value,
            "HERO_MODEL_DEFAULT_MODEL": "scripted",
            REQUESTS_VARIABLE: self.address,
        }

    def choose(self, request: SeenRequest) -> ModelReply:
        """Note a request and choose its answer."""
        with self._lock:
            self.requests.append(request)
            for matcher, reply in self._rules:
                if _matches(matcher, request):
                    return _as_reply(reply)
            if self._replies:
                return _as_reply(self._replies.pop(0))
        text = f"the script has no answer left for: {request.text[-200:]}"
        return ModelReply(status=400, error=text)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    script: ScriptedModel

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Keep quiet about clients that went away; anything else is a mistake."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


class _UnixServer(_Server):
    address_family = socket.AF_UNIX

    def server_bind(self) -> None:
        """Bind without the names of a host, of which a socket has none."""
        self.socket.bind(str(self.server_address[0]))
        self.server_name, self.server_port = "localhost", 0


class _Exchange(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def address_string(self) -> str:
        return "client"

    def log_message(self, format: str, *arguments: Any) -> None:
        """Log nothing: tests look at the requests."""

    def do_GET(self) -> None:
        self.server.script.listings += 1
        entries = [
            {"id": name, "object": "model"} for name in self.server.script.models
        ]
        body = json.dumps({"object": "list", "data": entries}).encode()
        self._send(ModelReply(), "application/json", [body])

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = json.loads(self.rfile.read(length))
        request = SeenRequest(self.command, self.path, dict(self.headers), body)
        reply = self.server.script.choose(request)
        self._send(reply, *render_reply(reply, request))

    def _send(self, reply: ModelReply, kind: str, chunks: Sequence[bytes]) -> None:
        self.server.script.closing.wait(reply.delay)
        self.send_response(reply.status)
        self.send_header("Content-Type", kind)
        self.send_header("Transfer-Encoding", "chunked")
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.end_headers()
        for number, chunk in enumerate(chunks):
            self.server.script.closing.wait(reply.chunk_delay)
            if number == reply.cut_after:
                self._cut()
                return
            self.wfile.write(f"{len(chunk):x}\r\n".encode() + chunk + b"\r\n")
        if reply.cut_after is not None:
            self._cut()
            return
        self.wfile.write(b"0\r\n\r\n")

    def _cut(self) -> None:
        self.connection.shutdown(socket.SHUT_RDWR)
        self.close_connection = True


@contextmanager
def scripted_model(
    *replies: ModelReply | str,
    rules: Sequence[Rule] = (),
    socket: Path | None = None,
) -> Iterator[ScriptedModel]:
    """Run a scripted model; while it runs, requests to it are allowed."""
    script = ScriptedModel(replies, rules)
    if socket is None:
        server = _Server(("127.0.0.1", 0), _Exchange)
        script.base_url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    else:
        server = _UnixServer((str(socket), 0), _Exchange)
        script.socket = socket
    server.script = script
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        with _allowed(script.address):
            yield script
    finally:
        script.closing.set()
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def _allowed(address: str) -> Iterator[None]:
    before = os.environ.get(REQUESTS_VARIABLE)
    kept = [] if before in (None, "all", "none") else [before]
    os.environ[REQUESTS_VARIABLE] = ",".join([*map(str, kept), address])
    try:
        yield
    finally:
        if before is None:
            del os.environ[REQUESTS_VARIABLE]
        else:
            os.environ[REQUESTS_VARIABLE] = before


def _matches(matcher: Matcher, request: SeenRequest) -> bool:
    if isinstance(matcher, str):
        return matcher in request.text
    return matcher(request)


def _as_reply(reply: ModelReply | str) -> ModelReply:
    return ModelReply(reply) if isinstance(reply, str) else reply
