"""Measure what the broker adds to a call, in turns with the service itself.

Run as a program, `service SOCKET` serves answers, and `broker SOCKET FOLDER` puts a
broker before that service.
"""

from __future__ import annotations

import json
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

from bench.measure import CommandFailed
from bench.progress import show
from bench.report import Report, Table
from bench.settings import Settings
from hero_runner.broker import Broker, Budget, Endpoint, Policy, Rule
from hero_runtime.service import Effect

CALLS = 1000
"""In a row, of one kind, in one turn."""

_BODY = json.dumps(
    {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "book.list",
        "params": {"workspace": "default"},
    }
).encode()
_RESULT = {"books": [], "total": 0}
_ENDLESS = Budget(10**9, 10**12, 10**12, 10.0**6)


def run(settings: Settings) -> Report:
    """Compare calls over a bare socket to a service, and to a broker before it."""
    with TemporaryDirectory() as folder, _start(folder) as (service, broker):
        direct, through = [], []
        for number in range(settings.runs + 1):
            show(f"turn {number} of {settings.runs}")
            direct.append(_call(service, "/rpc"))
            through.append(_call(broker, "/hero_books/rpc"))
    # The first turn warms up.
    medians = statistics.median(direct[1:]), statistics.median(through[1:])
    row = ("book.list", *medians, medians[1] - medians[0])
    headers = ("call", "direct us", "broker us", "added us")
    note = "every call is checked, ruled and recorded; aim: at most 100 us added"
    return Report((Table("a call (median)", headers, (row,)),), (note,))


@contextmanager
def _start(folder: str) -> Iterator[tuple[str, str]]:
    path = str(Path(folder, "books.sock"))
    with (
        _start_process("service", path),
        _start_process("broker", path, folder) as broker,
    ):
        yield path, broker


@contextmanager
def _start_process(*arguments: str) -> Iterator[str]:
    command = [sys.executable, "-m", "bench.broker", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        line = process.stdout.readline().strip()
        if not line:
            raise CommandFailed(f"{' '.join(arguments)} did not start")
        try:
            yield line
        finally:
            process.terminate()


def _call(path: str, target: str) -> float:
    """Return the median time of a call in microseconds."""
    request = (
        f"POST {target} HTTP/1.1\r\nHost: localhost\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(_BODY)}\r\n\r\n"
    ).encode() + _BODY
    times = []
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(path)
        for _ in range(CALLS):
            start = time.perf_counter()
            connection.sendall(request)
            answer = connection.recv(65536)
            times.append(time.perf_counter() - start)
    if b'"result"' not in answer:
        raise CommandFailed(answer.decode("utf-8", "replace"))
    return statistics.median(times) * 1_000_000


def _serve(path: str) -> None:
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(path)
    listener.listen()
    print(path, flush=True)
    while True:
        Thread(target=_answer, args=listener.accept()[:1], daemon=True).start()


def _answer(connection: socket.socket) -> None:
    while data := connection.recv(65536):
        envelope = json.loads(data.partition(b"\r\n\r\n")[2])
        answer = {"jsonrpc": "2.0", "id": envelope["id"], "result": _RESULT}
        body = json.dumps(answer).encode()
        head = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body)
        connection.sendall(head + body)


def _serve_broker(service: str, folder: str) -> None:
    endpoint = Endpoint("hero_books", "hero_books_client", service)
    rules: dict[Effect, Rule] = {"read": "allow", "unknown": "allow"}
    policy = Policy({"hero_books": None}, rules, {}, _ENDLESS)
    with Broker(Path(folder), [endpoint], policy, play="bench") as broker:
        print(broker.socket, flush=True)
        time.sleep(3600)


if __name__ == "__main__":
    if sys.argv[1] == "service":
        _serve(sys.argv[2])
    else:
        _serve_broker(*sys.argv[2:])
