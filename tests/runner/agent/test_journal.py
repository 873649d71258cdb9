"""What an interrupted script had done is not done again."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hero_runner.agent.journal import Journal, JournaledTransport
from hero_runtime.errors import ConnectionLost
from hero_runtime.service import Effect
from hero_runtime.transports.base import Reply, Timeout
from hero_runtime.transports.memory import MemoryTransport


class Service:
    """Count the calls that are made, and answer each with its number."""

    def __init__(self, status: int = 200) -> None:
        self.calls: list[str] = []
        self.fails = False

    def answer(self, body: bytes, headers: object) -> bytes:
        """Answer a call, or fail after it was done."""
        request = json.loads(body)
        self.calls.append(request["method"])
        if self.fails:
            raise ConnectionLost("cut")
        if "id" not in request:
            return b""
        answer = {"jsonrpc": "2.0", "id": request["id"], "result": len(self.calls)}
        return json.dumps(answer).encode()


def find_effect(service: str, method: str) -> Effect:
    """Read by name."""
    return "read" if method.endswith("get") else "write"


@pytest.fixture
def service() -> Service:
    return Service()


@pytest.fixture
def begin(tmp_path: Path, service: Service) -> Callable[[], Callable[..., Any]]:
    """Return what begins a run of the script, from the calls of earlier ones."""

    def begin_run() -> Callable[..., Any]:
        journal = Journal(tmp_path / "journal.jsonl", find_effect)
        transport = JournaledTransport("a", MemoryTransport(service.answer), journal)

        def call(method: str, params: Any = None, number: int = 1) -> Any:
            body = {"jsonrpc": "2.0", "id": number, "method": method, "params": params}
            reply = transport.send(json.dumps(body).encode(), {}, Timeout())
            answer = json.loads(reply.body)
            assert answer["id"] == number
            return answer["result"]

        return call

    return begin_run


Begin = Callable[[], Callable[..., Any]]


def test_calls_that_were_answered_are_not_made_again(
    begin: Begin, service: Service
) -> None:
    first = begin()
    assert [first("set", [1]), first("get"), first("set", [1])] == [1, 2, 3]
    again = begin()
    assert again("set", [1], 7) == 1
    assert again("get", None, 8) == 2
    assert again("set", [1], 9) == 3
    assert again("set", [2], 10) == 4
    assert service.calls == ["set", "get", "set", "set"]


def test_order_between_threads_does_not_matter(begin: Begin, service: Service) -> None:
    first = begin()
    assert [first("set", [1]), first("set", [2])] == [1, 2]
    again = begin()
    assert [again("set", [2]), again("set", [1])] == [2, 1]
    assert len(service.calls) == 2


def test_a_change_whose_answer_was_lost_is_not_repeated(
    begin: Begin, service: Service
) -> None:
    service.fails = True
    with pytest.raises(ConnectionLost, match="cut"):
        begin()("set", [1])
    service.fails = False
    with pytest.raises(ConnectionLost, match="not repeated"):
        begin()("set", [1])
    assert service.calls == ["set"]


def test_what_only_reads_is_repeated(begin: Begin, service: Service) -> None:
    service.fails = True
    with pytest.raises(ConnectionLost):
        begin()("get")
    service.fails = False
    assert begin()("get") == 2


def test_another_change_than_before_is_refused(begin: Begin, service: Service) -> None:
    begin()("set", [1])
    again = begin()
    with pytest.raises(ConnectionLost, match="something else"):
        again("set", [2])
    assert again("get") == 2
    assert service.calls == ["set", "get"]


def test_a_line_that_was_cut_counts_for_nothing(
    begin: Begin, service: Service, tmp_path: Path
) -> None:
    begin()("set", [1])
    journal = tmp_path / "journal.jsonl"
    journal.write_text(journal.read_text()[:-20])
    with pytest.raises(ConnectionLost, match="not repeated"):
        begin()("set", [1])


def test_an_error_of_http_is_no_answer(tmp_path: Path) -> None:
    class Broken(MemoryTransport):
        def send(self, body: bytes, headers: Any, timeout: Timeout) -> Reply:
            return Reply(503, b"busy")

    journal = Journal(tmp_path / "journal.jsonl", find_effect)
    transport = JournaledTransport("a", Broken(lambda body, headers: b""), journal)
    body = b'{"jsonrpc":"2.0","id":1,"method":"get"}'
    assert transport.send(body, {}, Timeout()).status == 503
    again = Journal(tmp_path / "journal.jsonl", find_effect)
    assert again.send("a", body, lambda: Reply(200, b'{"id":1}')).status == 200
