"""A generated client calls a service, and says well what went wrong."""

import json
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from hero_runtime import (
    OMIT,
    AsyncClient,
    Client,
    HeroError,
    InterfaceMismatch,
    ParameterError,
    ProtocolError,
    RemoteError,
    Reply,
    ResultError,
    Service,
    Timeout,
)
from tests.runtime.servers import Request, Respond, Server, answer, http

Serve = Callable[..., Server]
BOOK = {"title": "Dune", "pages": 412, "type": None, "unknown": [1, None]}


class CannedTransport:
    """Answer every request with the same reply, and keep the requests."""

    def __init__(self, reply: Reply) -> None:
        self.reply = reply
        self.bodies: list[bytes] = []

    def send(self, body: bytes, headers: object, timeout: Timeout) -> Reply:
        """Keep the body and answer."""
        self.bodies.append(body)
        return self.reply

    def close(self) -> None:
        """Close nothing."""


def test_a_result_is_a_model(serve: Serve, client: Any, models: Any) -> None:
    server = serve(lambda request: answer(request, result=BOOK))
    book = client.book_get(7)
    assert isinstance(book, models.Book)
    assert (book.title, book.pages) == ("Dune", 412)
    sent = server.requests[0]
    assert sent.path == "/rpc"
    assert sent.headers["content-type"] == "application/json"
    assert sent.envelope == {
        "jsonrpc": "2.0",
        "method": "book.get",
        "params": {"id": 7},
        "id": 1,
    }


def test_what_was_received_is_sent_back_the_same(serve: Serve, client: Any) -> None:
    server = serve(lambda request: answer(request, result=BOOK))
    client.book_set(client.book_get(7))
    assert server.requests[1].envelope["params"] == {"data": BOOK}


def test_a_dict_is_sent_as_an_object_with_required_defaults(
    serve: Serve, client: Any
) -> None:
    server = serve(lambda request: answer(request, result=BOOK))
    client.book_set({"title": "Emma", "authors": [{"name": "Austen"}]})
    assert server.requests[0].envelope["params"] == {
        "data": {
            "title": "Emma",
            "pages": 1,
            "authors": [{"name": "Austen", "role": "writer"}],
        }
    }


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({}, {"workspace": "main"}),
        ({"limit": OMIT}, {"workspace": "main"}),
        ({"limit": None}, {"workspace": "main", "limit": None}),
        ({"limit": 3}, {"workspace": "main", "limit": 3}),
        ({"type_": None}, {"workspace": "main"}),
        ({"type_": "novel"}, {"workspace": "main", "type": "novel"}),
    ],
)
def test_null_is_not_absent(
    serve: Serve,
    client: Any,
    arguments: dict[str, object],
    expected: dict[str, object],
) -> None:
    server = serve(lambda request: answer(request, result=[]))
    assert client.book_list("main", **arguments) == []
    assert server.requests[0].envelope["params"] == expected


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({}, [1]),
        ({"b": 2}, [1, 2]),
        ({"c": 3}, [1, None, 3]),
        ({"b": 2, "c": 3}, [1, 2, 3]),
    ],
)
def test_params_by_position(
    serve: Serve, client: Any, arguments: dict[str, int], expected: list[object]
) -> None:
    server = serve(lambda request: answer(request, result=0))
    assert client.math_sum(1, **arguments) == 0
    assert server.requests[0].envelope["params"] == expected


def test_a_sole_object_is_the_params(serve: Serve, client: Any) -> None:
    serve()
    assert client.job_run({"command": "ls"}) == {"command": "ls"}
    assert client.job_run() == {}


def test_a_method_without_parameters_has_no_params(serve: Serve, client: Any) -> None:
    server = serve(lambda request: answer(request, result="pong"))
    assert client.ping() == "pong"
    assert "params" not in server.requests[0].envelope


def test_ids_increase_also_over_copies(serve: Serve, client: Any) -> None:
    server = serve()
    client.echo(1)
    client.with_options(timeout=9).echo(2)
    client.echo(3)
    assert [request.envelope["id"] for request in server.requests] == [1, 2, 3]


def test_headers_arrive_and_are_merged(
    serve: Serve, fake_books: Any, socket_path: Path
) -> None:
    server = serve()
    first = fake_books(socket_path, headers={"X-Hero-Context": "1", "X-Other": "a"})
    second = first.with_options(headers={"x-hero-context": "2"})
    with first:
        first.echo(0)
        second.echo(0)
        first.echo(0)
    contexts = [request.headers["x-hero-context"] for request in server.requests]
    assert contexts == ["1", "2", "1"]
    assert [request.headers["x-other"] for request in server.requests] == ["a"] * 3
    assert server.accepted == 1


@pytest.mark.parametrize("value", ["a\r\nX-Evil: 1", "a\nb", "a\r\n b", "a\0b", "€"])
def test_header_values_that_break_requests_are_refused(
    fake_books: Any, value: str
) -> None:
    with pytest.raises(ValueError, match="'X-Hero-Claims'.*remove or percent-encode"):
        fake_books(headers={"X-Hero-Claims": value})
    with pytest.raises(ValueError, match="'X-Hero-Claims'"):
        fake_books().with_options(headers={"X-Hero-Claims": value})


@pytest.mark.parametrize("name", ["", "a b", "a:b", "content-length", "Connection"])
def test_header_names_that_break_requests_are_refused(
    fake_books: Any, name: str
) -> None:
    with pytest.raises(ValueError, match="header"):
        fake_books(headers={name: "x"})


@pytest.mark.parametrize(
    "reply", [http(b"", 204), http(b""), http(b"\n", 202)], ids=["204", "200", "202"]
)
def test_a_notification_accepts_an_empty_answer(
    serve: Serve, client: Any, reply: list[bytes]
) -> None:
    server = serve(lambda request: reply)
    client.log_write("first")
    client.log_write("second")
    assert [request.envelope for request in server.requests] == [
        {"jsonrpc": "2.0", "method": "log.write", "params": {"text": text}}
        for text in ("first", "second")
    ]
    assert server.accepted == 1


def test_a_refused_notification_raises(serve: Serve, client: Any) -> None:
    error = {"code": -32601, "message": "no such method"}
    serve(lambda request: answer(request, error=error))
    with pytest.raises(RemoteError, match="no such method") as caught:
        client.log_write("x")
    assert (caught.value.code, caught.value.method) == (-32601, "log.write")


def test_a_notification_answered_by_a_web_page_raises(
    serve: Serve, client: Any
) -> None:
    serve(lambda request: http(b"<html>not here</html>", 404))
    with pytest.raises(ProtocolError, match="status 404.*<html>not here"):
        client.log_write("x")


def test_a_declared_error_has_its_class(serve: Serve, client: Any) -> None:
    error = {"code": 1002, "message": "no book 7", "data": {"id": 7}}
    serve(lambda request: answer(request, error=error))
    with pytest.raises(RemoteError) as caught:
        client.book_get(7)
    assert type(caught.value).__name__ == "BookNotFound"
    assert (caught.value.code, caught.value.data) == (1002, {"id": 7})
    assert caught.value.message == "no book 7"
    assert (caught.value.service, caught.value.method) == ("fake_books", "book.get")
    text = str(caught.value)
    assert text.startswith("fake_books book.get: error 1002: no book 7; data: {'id': 7")
    assert text.endswith(caught.value.hint)


def test_an_undeclared_error_is_plain(serve: Serve, client: Any) -> None:
    error = {"code": -5, "message": "x"}
    serve(lambda request: http(json.dumps(_failure(error)).encode(), 500))
    with pytest.raises(RemoteError) as caught:
        client.book_get(7)
    assert type(caught.value) is RemoteError
    assert caught.value.code == -5


def _failure(error: object) -> dict[str, object]:
    return {"jsonrpc": "2.0", "id": None, "error": error}


def test_a_parameter_error_is_raised_before_sending(serve: Serve, client: Any) -> None:
    server = serve()
    with pytest.raises(ParameterError) as caught:
        client.book_set({"title": "x", "authors": [{"name": 3}]})
    assert caught.value.field == "data.authors[0].name"
    assert str(caught.value).startswith("fake_books book.set: parameter 'data': data.")
    assert server.requests == []


def test_a_json_string_is_not_an_object(serve: Serve, client: Any) -> None:
    server = serve()
    with pytest.raises(ParameterError, match="'data'"):
        client.book_set('{"title": "Dune"}')
    assert server.requests == []


def test_a_result_error_names_the_field(serve: Serve, client: Any) -> None:
    book = BOOK | {"authors": [{"name": "x"}, {"name": 5}]}
    serve(lambda request: answer(request, result=book))
    with pytest.raises(ResultError) as caught:
        client.book_get(7)
    assert caught.value.field == "result.authors[1].name"
    assert caught.value.method == "book.get"
    assert "result.authors[1].name" in str(caught.value)


def test_protocol_errors_carry_place_and_hint(serve: Serve, client: Any) -> None:
    serve(lambda request: http(b"<html>\x1b[2J" + b"x" * 10_000))
    with pytest.raises(ProtocolError) as caught:
        client.ping()
    assert len(caught.value.received) == 2048
    assert "\x1b" not in str(caught.value)
    assert str(caught.value).startswith("fake_books ping: the answer is not JSON")
    assert str(caught.value).endswith(caught.value.hint)


def test_a_transport_can_be_given(fake_books: Any) -> None:
    reply = Reply(200, b'{"jsonrpc":"2.0","id":1,"result":"pong"}')
    transport = CannedTransport(reply)
    assert fake_books(transport=transport).ping() == "pong"
    assert len(transport.bodies) == 1
    with pytest.raises(ValueError, match="pass one of them"):
        fake_books("/x.sock", transport=transport)


def test_a_client_resolves_its_socket_from_the_environment(
    fake_books: Any, socket_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = socket_path.parent / "fake-books"
    folder.mkdir()
    monkeypatch.setenv("PATH_SOCKET", str(socket_path.parent))
    with Server.on_path(folder / "rpc.sock"), fake_books() as client:
        assert client.echo([1]) == {"value": [1]}


def test_a_client_made_before_its_service_works_once_it_runs(
    fake_books: Any, socket_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("HERO_SOCKET_DIR", "PATH_ROOT"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("HOME", str(socket_path.parent))
    monkeypatch.setenv("PATH_SOCKET", str(socket_path.parent))
    with fake_books() as client:
        with pytest.raises(HeroError, match="no socket of the service exists"):
            client.ping()
        with Server.on_path(socket_path.parent / "fake_books.sock"):
            assert client.echo(1) == {"value": 1}


def test_many_threads_share_a_client(serve: Serve, client: Any) -> None:
    server = serve()
    wrong: list[object] = []

    def call(thread: int) -> None:
        for number in range(200):
            value = f"{thread}-{number}"
            if (result := client.echo(value)) != {"value": value}:
                wrong.append(result)

    threads = [Thread(target=call, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    ids = [request.envelope["id"] for request in server.requests]
    assert sorted(ids) == list(range(1, 1601))
    assert server.accepted <= 8


def test_a_closed_client_connects_again(serve: Serve, client: Any) -> None:
    server = serve()
    client.echo(1)
    client.close()
    client.echo(2)
    assert server.accepted == 2


@pytest.mark.parametrize(
    ("wanted", "advice"),
    [(2, "Upgrade hero-runtime"), (0, "distribution of old_books_client")],
)
def test_another_interface_is_refused(wanted: int, advice: str) -> None:
    class OldBooks(Client):
        _service = Service("old_books", "old_books_client", wanted)

    with pytest.raises(InterfaceMismatch, match=advice) as caught:
        OldBooks()
    assert caught.value.service == "old_books"


def test_only_the_agreed_names_are_public() -> None:
    public = {name for name in dir(Client) if not name.startswith("_")}
    assert public == {"close", "subscribe", "with_options"}
    public = {name for name in dir(AsyncClient) if not name.startswith("_")}
    assert public == {"aclose", "subscribe", "with_options"}


def test_results_of_the_wrong_id_are_refused(serve: Serve, client: Any) -> None:
    def respond(request: Request) -> list[bytes]:
        envelope = {"jsonrpc": "2.0", "id": 99, "result": "pong"}
        return http(json.dumps(envelope).encode())

    reply: Respond = respond
    serve(reply)
    with pytest.raises(ProtocolError, match="request with id 1"):
        client.ping()
