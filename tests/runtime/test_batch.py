"""A batch is one request; each of its calls gets its own typed answer or error."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from hero_runtime import (
    BatchResult,
    ConnectionFailed,
    ConnectionLost,
    HeroError,
    ParameterError,
    ProtocolError,
    RemoteError,
    ResultError,
    Retry,
)
from tests.runtime.conftest import Run
from tests.runtime.servers import Request, Respond, Server, http

Serve = Callable[..., Server]
RESULTS: Mapping[str, object] = {"book.get": {"title": "Dune"}, "ping": "pong"}


def answers_to(request: Request) -> list[dict[str, object]]:
    """Return the answer to each call of a batch, in its order."""
    return [
        {"jsonrpc": "2.0", "id": call["id"], "result": RESULTS[call["method"]]}
        for call in request.envelope
        if "id" in call
    ]


def reply_with(change: Callable[[list[dict[str, Any]]], object]) -> Respond:
    """Answer a batch with the right answers, changed."""
    return lambda request: http(json.dumps(change(answers_to(request))).encode())


def call_both(client: Any) -> tuple[BatchResult[Any], BatchResult[Any]]:
    """Send a batch of two calls."""
    with client.batch() as batch:
        first, second = batch.book_get(7), batch.ping()
    return first, second


def test_answers_come_in_any_order(serve: Serve, client: Any, models: Any) -> None:
    server = serve(reply_with(lambda answers: answers[::-1]))
    first, second = call_both(client.with_options(headers={"X-Hero-Context": "3"}))
    assert first.result() == models.Book(title="Dune")
    assert isinstance(first.result(), models.Book)
    assert second.result() == "pong"
    assert (first.error(), second.error()) == (None, None)
    (request,) = server.requests
    assert request.headers["x-hero-context"] == "3"
    assert request.envelope == [
        {"jsonrpc": "2.0", "method": "book.get", "params": {"id": 7}, "id": 1},
        {"jsonrpc": "2.0", "method": "ping", "id": 2},
    ]


def test_in_an_event_loop(
    run: Run, serve: Serve, async_fake_books: Any, socket_path: Path
) -> None:
    server = serve(reply_with(lambda answers: answers[::-1]))

    async def main() -> tuple[object, object]:
        async with async_fake_books(socket_path) as client:
            async with client.batch() as batch:
                first, second = batch.book_get(7), batch.ping()
            async with client.batch():
                pass
            return first.result().title, second.result()

    assert run(main) == ("Dune", "pong")
    assert len(server.requests) == 1


def test_in_an_event_loop_a_failure_is_that_of_every_call(
    run: Run, async_fake_books: Any, socket_path: Path
) -> None:
    kept: list[BatchResult[Any]] = []

    async def main() -> None:
        async with async_fake_books(socket_path) as client, client.batch() as batch:
            kept.append(batch.ping())

    with pytest.raises(ConnectionFailed):
        run(main)
    assert isinstance(kept[0].error(), ConnectionFailed)


def test_an_error_is_raised_where_its_result_is_asked_for(
    serve: Serve, client: Any
) -> None:
    def fail_first(answers: list[dict[str, Any]]) -> object:
        del answers[0]["result"]
        answers[0]["error"] = {"code": 1002, "message": "no book"}
        return answers

    serve(reply_with(fail_first))
    first, second = call_both(client)
    assert second.result() == "pong"
    assert isinstance(first.error(), RemoteError)
    with pytest.raises(RemoteError, match="fake_books book.get: error 1002") as caught:
        first.result()
    assert type(caught.value).__name__ == "BookNotFound"


def test_a_result_of_another_type_is_an_error_of_its_call_alone(
    serve: Serve, client: Any
) -> None:
    serve(reply_with(lambda answers: [answers[0] | {"result": 3}, answers[1]]))
    first, second = call_both(client)
    assert isinstance(first.error(), ResultError)
    assert second.result() == "pong"
    first, second = call_both(client.with_options(on_mismatch="accept"))
    assert first.result() == 3


def test_a_missing_answer_is_an_error_of_its_call(serve: Serve, client: Any) -> None:
    serve(reply_with(lambda answers: answers[:1]))
    first, second = call_both(client)
    assert first.result().title == "Dune"
    with pytest.raises(ProtocolError, match="ping: .*without this call"):
        second.result()


@pytest.mark.parametrize(
    "change",
    [
        lambda answers: [*answers, answers[0]],
        lambda answers: [answers[0] | {"id": 99}, answers[1]],
        lambda answers: [answers[0] | {"id": True}, answers[1]],
        lambda answers: [answers[0] | {"id": "1"}, answers[1]],
        lambda answers: [answers[0], 3],
        lambda answers: [answers[0] | {"jsonrpc": "1.0"}, answers[1]],
        lambda answers: {},
        lambda answers: "x",
    ],
    ids=["twice", "strange", "true", "text", "number", "version", "object", "string"],
)
def test_a_wrong_answer_fails_the_whole_batch(
    serve: Serve, client: Any, change: Callable[[list[dict[str, Any]]], object]
) -> None:
    serve(reply_with(change))
    with client.batch() as unsent:
        pass
    assert unsent is not None
    with pytest.raises(ProtocolError) as caught:
        call_both(client)
    assert caught.value.service == "fake_books"


def test_an_error_without_an_id_is_one_of_all_calls(serve: Serve, client: Any) -> None:
    error = {"code": -32600, "message": "no batches here"}
    envelope = {"jsonrpc": "2.0", "id": None, "error": error}
    server = serve(reply_with(lambda answers: envelope))
    for result in call_both(client):
        with pytest.raises(RemoteError, match="no batches here"):
            result.result()
    server.respond = reply_with(lambda answers: [answers[1], envelope])
    first, second = call_both(client)
    assert isinstance(first.error(), RemoteError)
    assert second.result() == "pong"


def test_notifications_are_answered_by_nothing(serve: Serve, client: Any) -> None:
    server = serve(lambda request: http(b"", 204))
    with client.batch() as batch:
        first, second = batch.log_write("a"), batch.log_write("b")
    assert (first.result(), second.error()) == (None, None)
    assert ["id" in call for call in server.requests[0].envelope] == [False, False]


def test_notifications_stand_among_calls(serve: Serve, client: Any) -> None:
    serve(reply_with(lambda answers: answers))
    with client.batch() as batch:
        noted, answered = batch.log_write("a"), batch.ping()
    assert (noted.result(), answered.result()) == (None, "pong")


def test_refused_notifications_raise(serve: Serve, client: Any) -> None:
    error = {"code": -32600, "message": "no batches here"}
    envelope = {"jsonrpc": "2.0", "id": None, "error": error}
    serve(lambda request: http(json.dumps(envelope).encode()))
    with pytest.raises(RemoteError, match="no batches here"), client.batch() as batch:
        batch.log_write("a")


def test_an_empty_batch_is_not_sent(serve: Serve, client: Any) -> None:
    server = serve()
    with client.batch():
        pass
    assert server.requests == []


def test_a_failure_is_that_of_every_call(serve: Serve, client: Any) -> None:
    server = serve(lambda request: [None])
    with pytest.raises(ConnectionLost) as caught, client.batch() as batch:
        first, second = batch.ping(), batch.log_write("x")
    assert first.error() is second.error() is caught.value
    retry = Retry(pause=0.01)
    with pytest.raises(HeroError), client.with_options(retry=retry).batch() as batch:
        batch.ping()
    assert len(server.requests) == 2


def test_a_wrong_argument_is_refused_at_once(serve: Serve, client: Any) -> None:
    server = serve()
    with pytest.raises(ParameterError, match="fake_books book.get"):
        with client.batch() as batch:
            batch.ping()
            batch.book_get("seven")
    assert server.requests == []


def test_a_batch_is_used_in_its_block(serve: Serve, client: Any) -> None:
    serve(reply_with(lambda answers: answers))
    with client.batch() as batch:
        result = batch.ping()
        with pytest.raises(RuntimeError, match="ping is not sent yet"):
            result.result()
        with pytest.raises(RuntimeError, match="ping is not sent yet"):
            result.error()
    with pytest.raises(RuntimeError, match="start another for ping"):
        batch.ping()
