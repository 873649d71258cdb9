"""Requests can go to a function of the program itself."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from hero_runtime import AsyncMemoryTransport, MemoryTransport, TransportError
from tests.runtime.conftest import Run

CONTEXTS: list[str | None] = []


def respond(body: bytes, headers: Mapping[str, str]) -> bytes:
    """Answer each call with its params; answer a notification with nothing."""
    CONTEXTS.append(headers.get("X-Hero-Context"))
    request = json.loads(body)
    if isinstance(request, list):
        return b"[%b]" % b",".join(respond_to(call) for call in request)
    return respond_to(request) if "id" in request else b""


def respond_to(request: Any) -> bytes:
    """Answer one call with its params."""
    result = request.get("params")
    envelope = {"jsonrpc": "2.0", "id": request["id"], "result": result}
    return json.dumps(envelope).encode()


def test_a_function_answers(fake_books: Any) -> None:
    CONTEXTS.clear()
    headers = {"X-Hero-Context": "7"}
    with fake_books(transport=MemoryTransport(respond), headers=headers) as client:
        assert client.echo(1) == {"value": 1}
        client.log_write("x")
        with client.batch() as batch:
            first, second = batch.echo(2), batch.echo(3)
    assert (first.result(), second.result()) == ({"value": 2}, {"value": 3})
    assert CONTEXTS == ["7", "7", "7"]


def test_a_coroutine_answers(run: Run, async_fake_books: Any) -> None:
    CONTEXTS.clear()

    async def respond_later(body: bytes, headers: Mapping[str, str]) -> bytes:
        return respond(body, headers)

    async def main() -> object:
        transport = AsyncMemoryTransport(respond_later)
        headers = {"X-Hero-Context": "7"}
        async with async_fake_books(transport=transport, headers=headers) as client:
            return await client.echo(1)

    assert run(main) == {"value": 1}
    assert CONTEXTS == ["7"]


def test_no_events_come_from_a_function(fake_books: Any) -> None:
    with pytest.raises(TransportError, match="fake_books book.added: no notif"):
        fake_books(transport=MemoryTransport(respond)).subscribe("book.added", str)
