"""What a service answered once can be played back without it."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from hero_runtime import (
    AsyncMemoryTransport,
    AsyncRecordedTransport,
    RecordedTransport,
    RemoteError,
    TransportError,
)
from hero_runtime.transports.address import UnixAddress
from hero_runtime.transports.http import HttpTransport
from tests.runtime.conftest import Run
from tests.runtime.servers import Request, Server, answer, echo, http

Serve = Callable[..., Server]


def respond(request: Request) -> list[bytes]:
    """Answer by the method."""
    if isinstance(request.envelope, list):
        return http(
            b'[{"jsonrpc":"2.0","id":%d,"result":"two"},'
            b'{"jsonrpc":"2.0","id":%d,"result":"one"}]'
            % tuple(call["id"] for call in reversed(request.envelope))
        )
    if request.envelope["method"] == "ping":
        return answer(request, error={"code": 7, "message": "no"})
    if "id" not in request.envelope:
        return http(b"", 204)
    return echo(request)


def call_all(client: Any) -> list[object]:
    """Make calls of every kind."""
    results = [client.echo(1), client.echo({"b": "é", "a": None})]
    client.log_write("x")
    with pytest.raises(RemoteError, match="error 7: no"):
        client.ping()
    with client.batch() as batch:
        first, second = batch.echo("one"), batch.echo("two")
    return [*results, first.result(), second.result()]


@pytest.fixture
def recording(
    serve: Serve, fake_books: Any, socket_path: Path, tmp_path: Path
) -> tuple[Path, list[object]]:
    """Record calls, and return the file and the results."""
    server = serve(respond)
    path = tmp_path / "books.jsonl"
    source = HttpTransport(UnixAddress(str(socket_path)))
    headers = {"X-Hero-Claims": "secret"}
    transport = RecordedTransport.record(path, source)
    with fake_books(transport=transport, headers=headers) as client:
        results = call_all(client)
    assert server.requests[0].headers["x-hero-claims"] == "secret"
    server.stop()
    return path, results


def test_a_recording_is_played_back(
    recording: tuple[Path, list[object]], fake_books: Any
) -> None:
    path, results = recording
    client = fake_books(transport=RecordedTransport(path))
    next(client._request_ids)
    assert call_all(client) == results
    assert results[2:] == ["one", "two"]
    assert "secret" not in path.read_text("utf-8")
    assert len(path.read_text("utf-8").splitlines()) == 5


def test_an_unknown_request_names_the_nearest(
    recording: tuple[Path, list[object]], fake_books: Any
) -> None:
    client = fake_books(transport=RecordedTransport(recording[0]))
    with pytest.raises(TransportError) as caught:
        client.echo({"b": "e", "a": None})
    text = str(caught.value)
    assert text.startswith("fake_books echo: ")
    assert "was not recorded; the nearest is" in text
    assert r'["echo", {"value": {"a": null, "b": "\u00e9"}}]' in text
    assert not caught.value.sent


def test_an_answer_is_played_once(
    recording: tuple[Path, list[object]], fake_books: Any
) -> None:
    client = fake_books(transport=RecordedTransport(recording[0]))
    client.echo(1)
    with pytest.raises(TransportError, match="less often than it is sent now"):
        client.echo(1)


def test_an_empty_recording(fake_books: Any, tmp_path: Path) -> None:
    client = fake_books(transport=RecordedTransport(tmp_path / "none.jsonl"))
    with pytest.raises(TransportError, match="the recording is empty"):
        client.ping()


def test_an_event_loop_records_and_plays_back_the_same_files(
    run: Run, async_fake_books: Any, fake_books: Any, tmp_path: Path
) -> None:
    path = tmp_path / "books.jsonl"

    async def answer_later(body: bytes, headers: Mapping[str, str]) -> bytes:
        call = json.loads(body)
        result = {"jsonrpc": "2.0", "id": call["id"], "result": call["params"]}
        return json.dumps(result).encode()

    async def main() -> None:
        source = AsyncMemoryTransport(answer_later)
        recorder = AsyncRecordedTransport.record(path, source)
        async with async_fake_books(transport=recorder) as client:
            recorded = [await client.echo(1), await client.echo(2)]
        transport = AsyncRecordedTransport(path)
        async with async_fake_books(transport=transport) as client:
            assert [await client.echo(1), await client.echo(2)] == recorded
            with pytest.raises(TransportError, match="less often") as caught:
                await client.echo(2)
            assert not caught.value.sent

    run(main)
    assert fake_books(transport=RecordedTransport(path)).echo(2) == {"value": 2}
