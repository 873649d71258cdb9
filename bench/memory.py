"""Open many clients in one way; run as a process of its own.

`python -m bench.memory KIND COUNT` prints the bytes of memory that a client takes which
has not called anything yet, imports not counted.
"""

from __future__ import annotations

import importlib
import sys
import tracemalloc
from collections.abc import Callable
from typing import Any

PATH = "/nonexistent/books.sock"


def open_client() -> Any:
    """Open the generated client."""
    return importlib.import_module("hero_books_client").HeroBooks(PATH)


def open_http_client() -> Any:
    """Open a connection of the standard library, which is no more than that."""
    return importlib.import_module("http.client").HTTPConnection("localhost")


def open_httpx() -> Any:
    """Open a client of httpx."""
    httpx = importlib.import_module("httpx")
    return httpx.Client(transport=httpx.HTTPTransport(uds=PATH))


OPENERS: dict[str, Callable[[], Any]] = {
    "client": open_client,
    "http.client": open_http_client,
    "httpx": open_httpx,
}


def main() -> None:
    """Measure what the command line names."""
    opener, count = OPENERS[sys.argv[1]], int(sys.argv[2])
    kept = [opener()]
    tracemalloc.start()
    kept += [opener() for _ in range(count)]
    print(tracemalloc.get_traced_memory()[0] // count)


if __name__ == "__main__":
    main()
