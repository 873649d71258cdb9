"""A recording answers the same calls, and says where a play does something else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hero_runner.broker import ReplayingBroker, read_recording, write_recording
from hero_runtime import RemoteError
from tests.runner.broker.play import Play, client_of, send, rpc


@pytest.fixture
def recording(play: Play) -> Path:
    """Return a recording of two answers and a refusal between them."""
    broker = play.start(rules={"read": "allow"}, effects={"book.list": "read"})
    with client_of(broker.socket) as books:
        books.book_list()
        with pytest.raises(RemoteError):
            books.book_delete("one")
        books.book_list(workspace="other")
    path = play.folder / "calls.jsonl"
    write_recording(broker.calls, path)
    assert read_recording(path) == list(broker.calls)
    return path


def test_the_same_calls_have_the_same_answers(play: Play, recording: Path) -> None:
    asked = len(play.service.requests)
    with ReplayingBroker(play.folder, read_recording(recording)) as broker:
        with client_of(broker.socket) as books:
            assert books.book_list().books == []
            with pytest.raises(RemoteError, match="is denied"):
                books.book_delete("one")
            books.book_list(workspace="other")
        assert broker.find_divergences() == ()
    assert len(play.service.requests) == asked


@pytest.mark.parametrize(
    ("method", "params", "kind"),
    [
        ("book.exists", {"name": "one"}, "method"),
        ("book.list", {"workspace": "other"}, "arguments"),
    ],
)
def test_another_call_is_a_divergence(
    play: Play, recording: Path, method: str, params: Any, kind: str
) -> None:
    with ReplayingBroker(play.folder, read_recording(recording)) as broker:
        body = json.dumps(rpc(method, params)).encode()
        first, second = (send(broker.socket, body) for _ in range(2))
        (found,) = broker.find_divergences()
    assert first == second and b"the play left its recording" in first
    assert (found.kind, found.sequence) == (kind, 1)
    assert found.expected == 'hero_books book.list {"workspace":"default"}'


def test_calls_too_many_and_too_few_are_divergences(
    play: Play, recording: Path
) -> None:
    calls = read_recording(recording)[:1]
    with ReplayingBroker(play.folder, calls) as broker:
        (missed,) = broker.find_divergences()
        with client_of(broker.socket) as books:
            books.book_list()
            assert broker.find_divergences() == ()
            with pytest.raises(RemoteError, match="the end was next"):
                books.book_list()
        (extra,) = broker.find_divergences()
    assert (missed.kind, extra.kind, extra.sequence) == ("too_few", "too_many", 2)


@pytest.mark.parametrize("line", ["{", "[]", '{"sequence": 1}', "[" * 9999])
def test_a_line_that_is_no_call_is_named(folder: Path, line: str) -> None:
    path = folder / "calls.jsonl"
    path.write_text(f"{line}\n", "utf-8")
    with pytest.raises(ValueError, match="line 1: not a recorded call"):
        read_recording(path)
