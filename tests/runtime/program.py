"""Be a service on stdin and stdout that does what the method says."""

import json
import os
import sys
import time
from collections.abc import Callable
from typing import Any

held: list[object] = []


def write(message: object) -> None:
    """Write one line."""
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


def answer(call: Any, result: object) -> dict[str, object]:
    """Return the answer to a call."""
    return {"jsonrpc": "2.0", "id": call["id"], "result": result}


def hold(call: Any) -> None:
    """Answer in reverse order, once there are two."""
    held.append(answer(call, call["params"]))
    if len(held) == 2:
        write(held.pop())
        write(held.pop())


def notify(call: Any) -> None:
    """Send events of two methods, then the answer."""
    for number in range(call["params"]["value"]):
        event = {"title": f"Book {number}"}
        write({"jsonrpc": "2.0", "method": "book.added", "params": event})
        write({"jsonrpc": "2.0", "method": "other", "params": [number]})
    write(answer(call, None))


def end(call: Any) -> None:
    """Say why and exit."""
    sys.stderr.write("line\n" * 100_000 + "out of \x1b[2J books\n")
    sys.stderr.flush()
    os._exit(3)


def slow(call: Any) -> None:
    """Answer late."""
    time.sleep(0.5)
    write(answer(call, "late"))


def noise(call: Any) -> None:
    """Fill stderr, then answer."""
    sys.stderr.write("noise " * 200_000 + "\n")
    write(answer(call, "quiet"))


METHODS: dict[str, Callable[[Any], None]] = {
    "hold": hold,
    "notify": notify,
    "end": end,
    "slow": slow,
    "stderr": noise,
    "pid": lambda call: write(answer(call, os.getpid())),
    "garbage": lambda call: print("Traceback: not JSON", flush=True),
    "long": lambda call: print("x" * 300_000, flush=True),
    "large": lambda call: write(answer(call, "x" * 200_000)),
    "environ": lambda call: write(answer(call, os.environ.get("BOOKS"))),
}


def serve(line: str) -> None:
    """Do what a line asks for."""
    request = json.loads(line)
    if isinstance(request, list):
        write([answer(call, call.get("params")) for call in request if "id" in call])
    elif request["method"] in METHODS:
        METHODS[request["method"]](request)
    elif "id" in request:
        write(answer(request, request.get("params")))


if __name__ == "__main__":
    for received in sys.stdin:
        serve(received)
