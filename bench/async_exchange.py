"""Call `book.list` from many tasks in one way; run as a process of its own.

`python -m bench.async_exchange KIND SOCKET COUNT TASKS` prints the seconds of processor
and of wall time that a call takes while that many are under way. `peer` is the client
that openrpcclientgenerator makes of the same document; it opens a connection for each
call, and the way to give it a socket is a setting of httpx that it passes on.
"""

from __future__ import annotations

import asyncio
import importlib
import json
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

from bench.exchange import BODY, HEADERS, WARM_UP

Call = Callable[[], Awaitable[Any]]

URL = "http://localhost/rpc"


@asynccontextmanager
async def open_client(path: str) -> AsyncIterator[Call]:
    """Call through the generated client, which validates and builds models."""
    from hero_books_client import AsyncHeroBooks

    async with AsyncHeroBooks(path) as client:
        yield client.book_list


@asynccontextmanager
async def open_httpx(path: str) -> AsyncIterator[Call]:
    """Call through httpx, with connections that are kept."""
    httpx = importlib.import_module("httpx")
    transport = httpx.AsyncHTTPTransport(uds=path)
    async with httpx.AsyncClient(transport=transport) as client:

        async def call() -> Any:
            return (await client.post(URL, json=BODY, headers=HEADERS)).json()["result"]

        yield call


@asynccontextmanager
async def open_aiohttp(path: str) -> AsyncIterator[Call]:
    """Call through aiohttp, with connections that are kept."""
    aiohttp = importlib.import_module("aiohttp")
    connector = aiohttp.UnixConnector(path)
    async with aiohttp.ClientSession(connector=connector) as session:

        async def call() -> Any:
            async with session.post(URL, json=BODY, headers=HEADERS) as response:
                return (await response.json())["result"]

        yield call


@asynccontextmanager
async def open_peer(path: str) -> AsyncIterator[Call]:
    """Call through the client of openrpcclientgenerator, which builds models."""
    httpx = importlib.import_module("httpx")
    package = importlib.import_module("hero_books_http_client.client")
    transport = httpx.AsyncHTTPTransport(uds=path)
    client = package.HeroBooksClient({}, URL, transport=transport)
    yield lambda: client.book.list("default")


OPENERS: dict[str, Callable[[str], AbstractAsyncContextManager[Call]]] = {
    "client": open_client,
    "httpx": open_httpx,
    "aiohttp": open_aiohttp,
    "peer": open_peer,
}


async def measure_calls(kind: str, path: str, count: int, tasks: int) -> None:
    """Print what a call takes, after some that do not count."""
    async with OPENERS[kind](path) as call:
        await _call_all(call, WARM_UP, tasks)
        cpu, wall = time.process_time(), time.perf_counter()
        await _call_all(call, count, tasks)
        cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    print(json.dumps({"cpu": cpu / count, "wall": wall / count}))


async def _call_all(call: Call, count: int, tasks: int) -> None:
    async def repeat() -> None:
        for _ in range(count // tasks):
            await call()

    await asyncio.gather(*(repeat() for _ in range(tasks)))


if __name__ == "__main__":
    asyncio.run(
        measure_calls(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
    )
