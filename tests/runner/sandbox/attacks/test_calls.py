"""Group 10: what a script does to the broker, from inside of the sandbox."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from tests.runner.broker.play import respond_as_books
from tests.runner.sandbox.attacks.attacker import Attacker
from tests.runtime.servers import Server

SHARED = """
import json, os, socket, time
from hero_books_client import HeroBooks
from hero_runtime import RemoteError, HeroError

LIST = {"jsonrpc": "2.0", "method": "book.list", "params": {}, "id": 1}
DELETE = {"jsonrpc": "2.0", "method": "book.delete", "params": {"name": "x"}, "id": 2}

def open_socket():
    made = socket.socket(socket.AF_UNIX)
    made.settimeout(15)
    made.connect(os.environ["HERO_BROKER_SOCKET"])
    return made

def frame(value, path="/hero_books/rpc"):
    body = value if isinstance(value, bytes) else json.dumps(value).encode()
    return f"POST {path} HTTP/1.1\\r\\nContent-Length: {len(body)}\\r\\n\\r\\n".encode() + body

def receive(made):
    data = b""
    while b"\\r\\n\\r\\n" not in data:
        more = made.recv(65536)
        if not more:
            return data
        data += more
    head, _, body = data.partition(b"\\r\\n\\r\\n")
    length = int(head.lower().partition(b"content-length: ")[2].split(b"\\r\\n")[0] or 0)
    while len(body) < length:
        body += made.recv(65536)
    return head.split(b"\\r\\n")[0] + b" " + body

def send(value, path="/hero_books/rpc"):
    with open_socket() as made:
        made.sendall(frame(value, path))
        return receive(made).decode()

def code(value, path="/hero_books/rpc"):
    return json.loads(send(value, path).partition("OK ")[2])["error"]["code"]
"""

# Name to what it does, and what it then prints.
ATTACKS = {
    "a method not in the spec": ("print(code({**LIST, 'method': 'rpc.x'}))", "-32601"),
    "a method not granted": ("print(code({**LIST, 'method': 'book.get'}))", "-32011"),
    "another service": ("print(code(LIST, '/hero_redis/rpc'))", "-32601"),
    "a path upwards": ("print(code(LIST, '/..%2fhero_redis/rpc'))", "-32601"),
    "wrong types": ("print(code({**LIST, 'params': {'workspace': 1}}))", "-32602"),
    "an id that is an object": ("print(code({**LIST, 'id': {}}))", "-32600"),
    "without an approval": ("print(code(DELETE))", "-32012"),
    "an approval of its own": (
        "DELETE['params']['approval'] = 'approval-1'\nprint(code(DELETE))",
        "-32602",
    ),
    "the private parts of the client": (
        "from hero_books_client import methods\n"
        "class B(HeroBooks): pass\n"
        "B._service = type(methods.SERVICE)('hero_redis', 'hero_books_client', 1)\n"
        "try: B()._call(methods.book_list_method, 'default')\n"
        "except RemoteError as e: print(e.code)",
        "-32601",
    ),
    "a client that was changed": (
        "from hero_runtime.codec import Codec\n"
        "Codec.encode = lambda self, method, arguments: {'workspace': ['x']}\n"
        "try: HeroBooks().book_list()\n"
        "except RemoteError as e: print(e.code)",
        "-32602",
    ),
    "a socket of its own choice": (
        "try: HeroBooks('/run/books.sock').book_list()\n"
        "except HeroError as e: print(type(e).__name__)",
        "ConnectionFailed",
    ),
    "a large request": ("print(send(b'x' * 5_000_000)[:12])", "HTTP/1.1 413"),
    "deep nesting": ("print(code(b'[' * 100_000 + b']' * 100_000))", "-32700"),
    "a large number": ("print(code(b'9' * 100_000))", "-32700"),
    "not a number": ("print(code({**LIST, 'params': {'x': float('nan')}}))", "-32700"),
    "a long head": (
        "with open_socket() as s:\n"
        "  try: s.sendall(b'POST /a/rpc HTTP/1.1\\r\\n' + b'X: y\\r\\n' * 99_999)\n"
        "  except OSError: pass\n"
        "  print('closed')",
        "closed",
    ),
    "two lengths": (
        "with open_socket() as s:\n"
        "  s.sendall(b'POST /hero_books/rpc HTTP/1.1\\r\\nContent-Length: 1\\r\\n'\n"
        "            b'Content-Length: 9\\r\\n\\r\\n')\n"
        "  print(receive(s)[:12].decode())",
        "HTTP/1.1 400",
    ),
    "chunks": (
        "with open_socket() as s:\n"
        "  s.sendall(b'POST /hero_books/rpc HTTP/1.1\\r\\n'\n"
        "            b'Transfer-Encoding: chunked\\r\\n\\r\\n0\\r\\n\\r\\n')\n"
        "  print(receive(s)[:12].decode())",
        "HTTP/1.1 411",
    ),
    "a batch": ("print(send([LIST, DELETE, LIST]).count('-32012'))", "1"),
    "a large batch": ("print(code([LIST] * 101))", "-32600"),
    "a notification": (
        "del DELETE['id']\nprint(send(DELETE).strip())",
        "HTTP/1.1 204 No Content",
    ),
    "ids used twice": (
        "with open_socket() as s:\n"
        "  s.sendall(frame(LIST) * 2)\n"
        "  data = b''\n"
        "  while data.count(b'result') < 2: data += s.recv(999)\n"
        "  print('both')",
        "both",
    ),
    "many connections": (
        "held = []\n"
        "for _ in range(100):\n"
        "  try: held.append(open_socket())\n"
        "  except OSError: time.sleep(0.01)\n"
        "time.sleep(0.3)\n"
        "for s in held: s.close()\n"
        "time.sleep(0.3)\n"
        "print('result' in send(LIST))",
        "True",
    ),
}


@pytest.fixture(scope="module")
def books() -> Iterator[tuple[Server, str]]:
    """Return a service and the socket at which every user can reach it."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "books.sock")
        Path(folder).chmod(0o755)
        with Server.on_path(path, respond_as_books) as server:
            path.chmod(0o666)
            yield server, str(path)


@pytest.mark.parametrize("name", ATTACKS)
def test_it_is_refused(
    name: str, attacker: Attacker, books: tuple[Server, str]
) -> None:
    source, expected = ATTACKS[name]
    server, path = books
    server.requests.clear()
    outcome = attacker.run(SHARED + source, service=path)
    assert outcome["out"]["text"].strip() == expected, outcome
    asked = {one.envelope["method"] for one in server.requests}
    assert asked <= {"book.list"}
    refused = [one for one in outcome["calls"] if one["outcome"] == "not_started"]
    passed = [one for one in outcome["calls"] if one["outcome"] == "done"]
    assert len(passed) == len(server.requests)
    reached = name != "a socket of its own choice"
    harmless = name == "ids used twice"
    assert bool(refused or outcome["faults"]) == (reached and not harmless)


def run_with_budget(
    attacker: Attacker, books: tuple[Server, str], source: str
) -> dict[str, Any]:
    """Run a script that may make 20 calls."""
    books[0].requests.clear()
    outcome = attacker.run(
        SHARED + source,
        service=books[1],
        budget={"calls": 20},
        limits={"wall_seconds": 20.0},
    )
    assert len(books[0].requests) == 20
    assert len(outcome["calls"]) == 20
    return outcome


def test_a_flood_of_pipelined_calls_ends_with_the_budget(
    attacker: Attacker, books: tuple[Server, str]
) -> None:
    source = """
import threading
with open_socket() as s:
    data = frame(LIST) * 10_000
    threading.Thread(target=s.sendall, args=(data,), daemon=True).start()
    count = done = 0
    buffer = b""
    while count < 10_000:
        buffer += s.recv(1 << 20)
        *whole, buffer = buffer.split(b"HTTP/1.1 200 OK")
        count += len(whole)
        done += sum(b"result" in one for one in whole)
        if count == 9_999 and buffer.endswith(b"}"):
            count += 1
    print(done)
"""
    outcome = run_with_budget(attacker, books, source)
    assert outcome["out"]["text"] == "20\n", outcome
    assert outcome["beyond_budget"] == 9_980


def test_an_exhausted_budget_can_be_caught(
    attacker: Attacker, books: tuple[Server, str]
) -> None:
    source = """
done = 0
try:
    with HeroBooks() as books:
        while True:
            books.book_list()
            done += 1
except RemoteError as error:
    print(done, error.code)
"""
    outcome = run_with_budget(attacker, books, source)
    assert (outcome["status"], outcome["out"]["text"]) == ("done", "20 -32010\n")


def test_a_slow_request_keeps_nobody_waiting(
    attacker: Attacker, books: tuple[Server, str]
) -> None:
    source = """
with open_socket() as slow:
    slow.sendall(b"POST /hero_books/rpc HTTP/1.1\\r\\n")
    print("result" in send(LIST))
    for _ in range(8):
        time.sleep(0.1)
        slow.sendall(b"X: y\\r\\n")
    print("result" in send(LIST))
    time.sleep(60)
"""
    outcome = attacker.run(
        SHARED + source, service=books[1], limits={"wall_seconds": 3.0}
    )
    assert (outcome["status"], outcome["out"]["text"]) == ("timed_out", "True\nTrue\n")
