"""The broker checks, records and passes on what a script calls."""

from __future__ import annotations

import json
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from hero_books_client import BookNotFound, HeroBooks
from hero_runner.broker import Approvals, Budget, CallRecord, Question
from hero_runtime import ConnectionFailed, MockTransport, RemoteError
from tests.runner.broker.play import Play, call, client_of, respond_as_books, rpc, send
from tests.runtime.servers import Request, answer, http

LIST = rpc("book.list", {"workspace": "default"})


def code(reply: Any) -> int:
    """Return the code of an answer with an error that is the broker's own."""
    assert reply["error"]["data"]["from"] == "broker"
    return int(reply["error"]["code"])


def test_a_generated_client_calls_through_it(play: Play) -> None:
    broker = play.start()
    with client_of(broker.socket) as books:
        assert books.book_list().books == []
        assert books.book_exists("one") is True
    assert play.asked() == ["book.list", "book.exists"]
    first, second = broker.calls
    assert (first.service, first.method, first.params) == (
        "hero_books",
        "book.list",
        {"workspace": "default"},
    )
    assert (first.sequence, first.outcome, first.result) == (1, "done", {"books": []})
    assert (second.sequence, second.error) == (2, None)
    assert first.duration_ms > 0 and first.started > 1e9
    assert first.request_bytes > 50 and first.response_bytes > 30


def test_the_environment_leads_a_client_to_it(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    broker = play.start()
    monkeypatch.setenv("HERO_BROKER_SOCKET", str(broker.socket))
    with HeroBooks() as books:
        assert books.book_exists("one") is True
    assert [one.method for one in broker.calls] == ["book.exists"]


def test_an_error_of_the_service_reaches_the_script(play: Play) -> None:
    def respond(request: Request) -> list[bytes]:
        return list(answer(request, error={"code": 1001, "message": "no"}))

    broker = play.start(respond)
    with client_of(broker.socket) as books, pytest.raises(BookNotFound):
        books.book_get("one")
    assert broker.calls[0].error == {"code": 1001, "message": "no"}
    assert broker.calls[0].outcome == "done"


@pytest.mark.parametrize(
    ("envelope", "expected"),
    [
        (rpc("book.burn"), -32601),
        (rpc("book.get", {"name": "one"}), -32011),
        (rpc("book.list", {"workspace": 5}), -32602),
        (rpc("book.list", {"workspace": "UPPER"}), -32602),
        (rpc("book.list", {"shelf": "x"}), -32602),
        (rpc("book.list", ["default"]), -32602),
        (rpc("book.exists", {}), -32602),
        ({"method": "book.list", "id": 1}, -32600),
        (rpc("book.list", "default"), -32600),
        (rpc("book.list", id_={"a": 1}), -32600),
        (rpc("book.list", id_=True), -32600),
        ({**LIST, "extra": 1}, -32600),
        ([], -32600),
        (5, -32600),
    ],
)
def test_what_does_not_fit_is_refused(
    play: Play, envelope: object, expected: int
) -> None:
    broker = play.start(methods=frozenset({"book.list", "book.exists"}))
    assert code(call(broker.socket, envelope)) == expected
    assert play.asked() == []
    assert [one.outcome for one in broker.calls] == ["not_started"]
    error = broker.calls[0].error
    assert error is not None and error["code"] == expected


def test_another_service_is_refused(play: Play) -> None:
    broker = play.start()
    assert code(call(broker.socket, LIST, "hero_redis")) == -32601


@pytest.mark.parametrize("id_", [7, "seven", 1.5, 2**70, '\u00e9\n"', None])
def test_the_id_comes_back_as_it_was(play: Play, id_: object) -> None:
    broker = play.start()
    reply = call(broker.socket, {**LIST, "id": id_})
    assert reply["id"] == id_ and type(reply["id"]) is type(id_)


def test_a_notification_is_checked_too_and_not_answered(play: Play) -> None:
    def respond(request: Request) -> list[bytes]:
        return http(b"", 204)

    broker = play.start(respond, methods=frozenset({"book.list"}))
    note = {key: value for key, value in LIST.items() if key != "id"}
    assert call(broker.socket, note) is None
    assert call(broker.socket, {**note, "method": "book.delete"}) is None
    assert play.asked() == ["book.list"]
    assert [one.outcome for one in broker.calls] == ["done", "not_started"]


def test_every_call_of_a_batch_is_checked(play: Play) -> None:
    broker = play.start(methods=frozenset({"book.list"}))
    replies = call(broker.socket, [LIST, rpc("book.delete", {"name": "x"}, 2), 3])
    assert [one.get("result") for one in replies] == [{"books": []}, None, None]
    assert [code(one) for one in replies[1:]] == [-32011, -32600]
    assert play.asked() == ["book.list"]


def test_members_given_twice_reach_the_service_once(play: Play) -> None:
    broker = play.start(methods=frozenset({"book.list"}))
    body = (
        b'{"jsonrpc":"2.0","id":1,"method":"book.delete","params":{"name":"x"},'
        b'"method":"book.list","params":{"workspace":"default"}}'
    )
    send(broker.socket, body)
    (seen,) = play.service.requests
    assert seen.body.count(b'"method"') == 1
    assert seen.envelope["method"] == "book.list"


def test_headers_are_those_of_the_host(play: Play) -> None:
    broker = play.start()
    with client_of(broker.socket) as books:
        books.with_options(headers={"X-Hero-Claims": "admin"}).book_list()
        books.book_list()
    first, second = (one.headers for one in play.service.requests)
    assert first["x-hero-context"] == "of the host"
    assert "x-hero-claims" not in first
    assert first["idempotency-key"] != second["idempotency-key"]
    assert first["idempotency-key"] == broker.calls[0].idempotency_key


def test_idempotency_keys_are_the_same_when_a_play_runs_again(play: Play) -> None:
    keys = []
    for _ in range(2):
        broker = play.start()
        with client_of(broker.socket) as books:
            books.book_list()
            books.book_list()
        keys.append([one.idempotency_key for one in broker.calls])
    assert keys[0] == keys[1] and len(set(keys[0])) == 2


def test_effects_are_ruled(play: Play) -> None:
    broker = play.start(
        rules={"read": "allow", "destructive": "deny"},
        effects={"book.exists": "unknown"},
    )
    with client_of(broker.socket) as books:
        books.book_list()
        with pytest.raises(RemoteError, match="its effect is destructive"):
            books.book_delete("one")
        # A rule that is left out denies.
        with pytest.raises(RemoteError, match="its effect is unknown"):
            books.book_exists("one")
    assert [one.effect for one in broker.calls] == ["read", "destructive", "unknown"]
    assert play.asked() == ["book.list"]


def test_without_an_approval_the_error_names_it(play: Play) -> None:
    broker = play.start(effects={"book.delete": "destructive"})
    with client_of(broker.socket) as books:
        with pytest.raises(RemoteError) as caught:
            books.book_delete("one")
    assert caught.value.code == -32012
    data = caught.value.data
    assert isinstance(data, dict)
    approval = data["approval"]
    assert approval in caught.value.message
    assert broker.calls[0].approval == approval
    assert play.asked() == []


def test_an_approval_is_for_one_call_with_these_arguments(play: Play) -> None:
    effects: Any = {"book.delete": "destructive"}
    one = rpc("book.delete", {"name": "one"})
    needed = call(play.start(effects=effects).socket, one)["error"]["data"]["approval"]
    approvals = Approvals("p", [needed])
    broker = play.start(effects=effects, approvals=approvals)
    other = rpc("book.delete", {"name": "two"})
    assert code(call(broker.socket, other)) == -32012
    assert call(broker.socket, one)["result"] is None
    again = call(broker.socket, one)
    assert code(again) == -32012
    assert again["error"]["data"]["approval"] != needed
    assert play.asked() == ["book.delete"]
    assert Approvals("another play", [needed]).take(
        "hero_books", "book.delete", "destructive", {"name": "one"}
    ) != (needed, True)


def test_who_is_asked_decides(play: Play) -> None:
    asked: list[Question] = []

    def ask(question: Question) -> bool:
        asked.append(question)
        if question.params["name"] == "broken":
            raise OSError("nobody there")
        return bool(question.params["name"] == "yes")

    approvals = Approvals("p", ask=ask)
    broker = play.start(effects={"book.delete": "destructive"}, approvals=approvals)
    with client_of(broker.socket) as books:
        books.book_delete("yes")
        for name in ("no", "broken"):
            with pytest.raises(RemoteError, match="needs the approval"):
                books.book_delete(name)
    assert [one.params["name"] for one in asked] == ["yes", "no", "broken"]
    assert (asked[0].method, asked[0].effect) == ("book.delete", "destructive")


@pytest.mark.parametrize(
    ("budget", "made"),
    [
        (Budget(calls=2), 2),
        (Budget(request_bytes=200), 2),
        (Budget(response_bytes=100), 2),
        (Budget(seconds=0.001), 1),
    ],
)
def test_a_budget_ends_with_an_error_that_can_be_caught(
    play: Play, budget: Budget, made: int
) -> None:
    def respond(request: Request) -> list[bytes]:
        if budget.seconds < 1:
            time.sleep(0.002)
        return respond_as_books(request)

    broker = play.start(respond, budget=budget)
    done = 0
    with client_of(broker.socket) as books:
        for _ in range(6):
            try:
                books.book_list()
                done += 1
            except RemoteError as error:
                assert error.code in (-32010, -32014)
    assert 0 < done <= made
    assert len(play.asked()) <= made
    assert len(broker.calls) + broker.beyond_budget == 6


def test_a_service_that_is_gone_was_not_started(play: Play, folder: Path) -> None:
    broker = play.start(target=str(folder / "gone.sock"))
    reply = call(broker.socket, LIST)
    assert code(reply) == -32014
    assert reply["error"]["data"]["outcome"] == "not_started"
    assert broker.calls[0].outcome == "not_started"


@pytest.mark.parametrize(
    "pieces",
    [
        [b"HTTP/1.1 200 OK\r\nContent-Le", None],
        [b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{", None],
        [b"SSH-2.0\r\n\r\n"],
        http(b"[]"),
        http(b'{"jsonrpc":"2.0","id":99,"result":1}'),
        http(b'{"jsonrpc":"2.0","id":1,"result":1,"error":{"code":1}}'),
        [b"HTTP/1.1 200 OK\r\nContent-Length: 999999999\r\n\r\n"],
        [b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"],
    ],
)
def test_what_no_answer_tells_is_unknown(
    play: Play, pieces: list[bytes | None]
) -> None:
    broker = play.start(lambda request: pieces)
    reply = call(broker.socket, LIST)
    assert code(reply) in (-32014, -32015)
    assert reply["error"]["data"]["outcome"] == "unknown"
    assert [one.outcome for one in broker.calls] == ["unknown"]


@pytest.mark.parametrize(
    "form",
    [
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{first:x}\r\n{a}\r\n"
        "{second:x};x=y\r\n{b}\r\n0\r\nTrailer: x\r\n\r\n",
        "HTTP/1.0 200 OK\r\n\r\n{a}{b}",
        "HTTP/1.1 200 OK\r\nConnection: close\r\ncontent-length:{whole}\r\n\r\n{a}{b}",
    ],
)
def test_answers_of_every_form_are_read(play: Play, form: str) -> None:
    body = json.dumps({"jsonrpc": "2.0", "id": 1, "result": {"books": []}})
    a, b = body[:9], body[9:]
    sizes = {"first": len(a), "second": len(b), "whole": len(body)}
    data = form.format(a=a, b=b, **sizes).encode()

    def respond(request: Request) -> list[bytes | None]:
        # One that says where it ends leaves the connection to the next.
        end: list[bytes | None] = [] if "chunked" in form else [None]
        return [data[:20], data[20:], *end]

    broker = play.start(respond)
    for _ in range(2):
        assert call(broker.socket, LIST)["result"] == {"books": []}


def test_a_connection_that_the_service_closed_is_not_used_again(play: Play) -> None:
    broker = play.start()
    with client_of(broker.socket) as books:
        books.book_list()
        play.service.drop_connections()
        books.book_list()
    assert [one.outcome for one in broker.calls] == ["done", "done"]


def test_after_cancelling_nothing_is_passed_on(play: Play) -> None:
    release = threading.Event()

    def respond(request: Request) -> list[bytes]:
        release.wait(10)
        return respond_as_books(request)

    broker = play.start(respond)
    replies: list[Any] = []
    under_way = threading.Thread(
        target=lambda: replies.append(call(broker.socket, LIST))
    )
    under_way.start()
    while not play.service.requests:
        time.sleep(0.01)
    broker.cancel()
    under_way.join(10)
    release.set()
    assert code(replies[0]) == -32014
    assert code(call(broker.socket, LIST)) == -32013
    assert [one.outcome for one in broker.calls] == ["unknown", "not_started"]
    assert len(play.asked()) == 1


def test_a_closed_broker_leaves_nothing(play: Play, folder: Path) -> None:
    broker = play.start()
    with client_of(broker.socket) as books:
        books.book_list()
        broker.close()
        with pytest.raises(ConnectionFailed):
            books.book_list()
    assert [path.name for path in folder.iterdir()] == ["books.sock"]
    assert not [one for one in threading.enumerate() if "_serve" in one.name]


def test_calls_are_shown_as_they_end(play: Play) -> None:
    seen: list[object] = []

    def see(record: object) -> None:
        seen.append(record)
        raise OSError("the trace is full")

    broker = play.start(on_call=see)
    with client_of(broker.socket) as books:
        books.book_list()
        books.book_list()
    assert seen == list(broker.calls) and isinstance(seen[0], CallRecord)


def test_a_mock_can_stand_in_for_a_service(play: Play) -> None:
    mock: Any = MockTransport("hero_books_client")
    broker = play.start(target=mock)
    with client_of(broker.socket) as books:
        assert isinstance(books.book_exists("one"), bool)
    assert play.asked() == []


def test_nobody_else_may_enter_its_folder(play: Play) -> None:
    broker = play.start()
    assert broker.socket.parent.stat().st_mode & 0o777 == 0o700
