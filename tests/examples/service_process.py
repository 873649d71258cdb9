"""Start an example service as a process of its own and speak raw HTTP with it."""

from __future__ import annotations

import http.client
import json
import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
SERVICES = ROOT / "examples" / "services"
SPECS = ROOT / "specs"
EXAMPLES = ("hero_books", "hero_osis_calendar")

START_SECONDS = 30.0
STOP_SECONDS = 15.0
REQUEST_SECONDS = 15.0


class UnixConnection(http.client.HTTPConnection):
    """Connect HTTP to a Unix socket."""

    def __init__(self, path: Path) -> None:
        super().__init__("localhost", timeout=REQUEST_SECONDS)
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(str(self._path))


@dataclass(frozen=True, slots=True)
class Answer:
    """Hold an HTTP answer."""

    status: int
    body: bytes

    @property
    def json(self) -> Any:
        """Return the body as a JSON value."""
        return json.loads(self.body)


@dataclass(frozen=True, slots=True)
class RunningService:
    """Hold a started service process."""

    process: subprocess.Popen[str]
    socket: Path

    def request(
        self,
        verb: str,
        path: str,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Make one HTTP request."""
        connection = UnixConnection(self.socket)
        try:
            connection.request(verb, path, body, dict(headers or {}))
            response = connection.getresponse()
            return Answer(response.status, response.read())
        finally:
            connection.close()

    def post(self, payload: Any, context: str | None = None) -> Answer:
        """Post a JSON value to `/rpc`."""
        headers = {"Content-Type": "application/json"}
        if context is not None:
            headers["X-Hero-Context"] = context
        return self.request("POST", "/rpc", json.dumps(payload).encode(), headers)

    def send(self, method: str, params: Any, context: str | None = None) -> Any:
        """Make one call and return the whole response object."""
        request = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}
        answer = self.post(request, context)
        assert answer.status == 200
        response = answer.json
        assert response["jsonrpc"] == "2.0"
        assert response["id"] == 1
        return response

    def call(self, method: str, context: str | None = None, **params: Any) -> Any:
        """Make one call by name and return its result."""
        response = self.send(method, params, context)
        assert "error" not in response, response
        return response["result"]

    def fail(
        self, method: str, context: str | None = None, **params: Any
    ) -> tuple[int, str]:
        """Make one call by name and return the code and message of its error."""
        response = self.send(method, params, context)
        assert "result" not in response, response
        return response["error"]["code"], response["error"]["message"]

    def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Signal the process and return its exit code."""
        self.process.send_signal(number)
        return self.process.wait(STOP_SECONDS)


def start_process(
    command: Sequence[str | Path],
    folder: Path,
    environment: Mapping[str, str] | None = None,
) -> subprocess.Popen[str]:
    """Start Python on a service, with hardly any environment, as hero_proc would."""
    return subprocess.Popen(
        [sys.executable, *map(str, command)],
        cwd=folder,
        env={
            "PATH": os.defpath,
            "PYTHONDONTWRITEBYTECODE": "1",
            "HOME": str(folder),
            **(environment or {}),
        },
        stderr=subprocess.PIPE,
        text=True,
    )


def read_listening_line(process: subprocess.Popen[str]) -> str:
    """Wait for the line that says where the service listens."""
    assert process.stderr is not None
    ready, _, _ = select.select([process.stderr], [], [], START_SECONDS)
    assert ready, "the service said nothing"
    return process.stderr.readline().rstrip("\n")


@contextmanager
def reaped(process: subprocess.Popen[str]) -> Iterator[subprocess.Popen[str]]:
    """Make sure that a process has ended and its pipe is closed."""
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


@contextmanager
def running_service(
    name: str, folder: Path, *options: str | Path, socket_name: str = "rpc.sock"
) -> Iterator[RunningService]:
    """Run a service whose socket and database are in the folder."""
    path = folder / socket_name
    database = folder / f"{name}.db"
    command = [SERVICES / name, "--socket", path, "--database", database, *options]
    with reaped(start_process(command, folder)) as process:
        assert read_listening_line(process) == f"{name} listening on {path}"
        yield RunningService(process, path)
