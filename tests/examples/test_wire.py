"""What every example service does on its socket: routes, envelope, document."""

import json
from typing import Any

import pytest

from .service_process import SPECS, RunningService


def request(method: str, identifier: int | str = 1, **params: Any) -> dict[str, Any]:
    return {"jsonrpc": "2.0", "id": identifier, "method": method, "params": params}


def notification(method: str, **params: Any) -> dict[str, Any]:
    return {"jsonrpc": "2.0", "method": method, "params": params}


def test_cached_document_is_what_discover_answers(
    name: str, service: RunningService
) -> None:
    cached = (SPECS / name / "openrpc.json").read_bytes()
    answered = service.call("rpc.discover")
    text = json.dumps(answered, indent=2, ensure_ascii=False) + "\n"
    assert text.encode() == cached
    assert service.request("GET", "/openrpc.json").body == cached


def test_health(name: str, service: RunningService) -> None:
    answer = service.request("GET", "/health")
    assert answer.status == 200
    assert answer.json == {"status": "ok", "service": name, "version": "0.1.0"}


def test_manifest(name: str, service: RunningService) -> None:
    manifest = service.request("GET", "/.well-known/heroservice.json").json
    information = service.request("GET", "/openrpc.json").json["info"]
    assert manifest == {
        "protocol": "openrpc",
        "name": name,
        "title": information["title"],
        "version": information["version"],
        "description": information["description"],
        "socket": "rpc",
    }


@pytest.mark.parametrize(
    ("verb", "path", "status"), [("GET", "/rpc", 405), ("GET", "/nothing", 404)]
)
def test_other_routes(
    service: RunningService, verb: str, path: str, status: int
) -> None:
    assert service.request(verb, path).status == status


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"{", -32700),
        (b"\xff", -32700),
        (b"[" * 100_000, -32700),
        (b"", -32700),
        (b"[]", -32600),
        (b"7", -32600),
        (b'{"jsonrpc": "1.0", "id": 1, "method": "rpc.discover"}', -32600),
        (b'{"jsonrpc": "2.0", "id": 1, "method": 7}', -32600),
        (b'{"jsonrpc": "2.0", "id": {}, "method": "rpc.discover"}', -32600),
    ],
)
def test_what_is_no_request(
    empty_books: RunningService, body: bytes, code: int
) -> None:
    answer = empty_books.request("POST", "/rpc", body)
    assert answer.status == 200
    assert answer.json["error"]["code"] == code
    assert answer.json["id"] is None


def test_a_large_request_is_refused(empty_books: RunningService) -> None:
    assert empty_books.request("POST", "/rpc", b" " * 5_000_000).status == 413
    assert empty_books.call("book.list") == {"books": []}


def test_unknown_method(service: RunningService) -> None:
    code, message = service.fail("nothing.here")
    assert code == -32601
    assert "'nothing.here'" in message


def test_notification_has_no_answer(books: RunningService) -> None:
    book = {"name": "atlas", "title": "Atlas"}
    answer = books.post(notification("book.add", book=book))
    assert (answer.status, answer.body) == (204, b"")
    assert books.call("book.exists", name="atlas") is True


@pytest.mark.parametrize("method", ["nothing.here", "book.get"])
def test_a_failing_notification_has_no_answer_either(
    empty_books: RunningService, method: str
) -> None:
    assert empty_books.post(notification(method)).status == 204


def test_batch(books: RunningService) -> None:
    answer = books.post(
        [
            request("book.exists", "a", name="atlas"),
            notification("book.add", book={"name": "atlas", "title": "Atlas"}),
            request("book.exists", "b", name="atlas"),
            7,
            request("book.get", "c", name="missing"),
        ]
    )
    assert answer.status == 200
    first, second, malformed, missing = answer.json
    assert (first["id"], first["result"]) == ("a", False)
    assert (second["id"], second["result"]) == ("b", True)
    assert (malformed["id"], malformed["error"]["code"]) == (None, -32600)
    assert (missing["id"], missing["error"]["code"]) == ("c", 1001)


def test_batch_of_notifications_has_no_answer(empty_books: RunningService) -> None:
    answer = empty_books.post([notification("book.list"), notification("book.list")])
    assert (answer.status, answer.body) == (204, b"")


@pytest.mark.parametrize(
    "context", ["-1", "one", "1.0", "", "9" * 19, "9" * 5000, "\u00b2"]
)
def test_a_wrong_context_is_refused(empty_books: RunningService, context: str) -> None:
    answer = empty_books.post(request("book.list"), context)
    assert answer.status == 200
    assert answer.json["error"]["code"] == -32600
    assert "X-Hero-Context" in answer.json["error"]["message"]


@pytest.mark.parametrize(
    ("params", "place"),
    [
        ({"limit": "5", "query": "x"}, "limit:"),
        ({"limit": 0, "query": "x"}, "limit:"),
        ({"limit": True, "query": "x"}, "limit:"),
        ({}, "query: required"),
        ({"query": "x", "page": 1}, "page: unknown"),
        ({"query": None}, "query:"),
        ({"query": "\ud800"}, "Invalid JSON"),
        (["x", "default", 5, 6], "at most 3"),
    ],
)
def test_what_is_enforced_is_what_the_document_says(
    empty_books: RunningService, params: Any, place: str
) -> None:
    response = empty_books.send("book.search", params)
    assert response["error"]["code"] == -32602
    assert place in response["error"]["message"]
    assert "book.search" in response["error"]["message"]


def test_missing_params_are_no_params(empty_books: RunningService) -> None:
    bare = {"jsonrpc": "2.0", "id": 1, "method": "book.list"}
    assert empty_books.post(bare).json["result"] == {"books": []}
    bare["method"] = "book.get"
    assert empty_books.post(bare).json["error"]["code"] == -32602
