"""Requests are written and answers are read as JSON-RPC 2.0 says."""

import json
from math import inf, nan

import pytest

from hero_runtime.errors import ParameterError, ProtocolError
from hero_runtime.json_rpc import (
    Failure,
    Success,
    build_notification,
    build_request,
    parse_notification_reply,
    parse_reply,
)
from hero_runtime.transports.base import Reply


def test_a_request_has_an_id_and_a_notification_none() -> None:
    request = json.loads(build_request(3, "a.b", {"x": "é\ud800"}))
    assert request == {
        "jsonrpc": "2.0",
        "method": "a.b",
        "params": {"x": "é\ud800"},
        "id": 3,
    }
    notification = json.loads(build_notification("a", [2**200]))
    assert notification == {"jsonrpc": "2.0", "method": "a", "params": [2**200]}
    assert "params" not in json.loads(build_request(1, "a", None))


@pytest.mark.parametrize("number", [nan, inf, -inf])
def test_numbers_that_json_does_not_have_are_refused(number: float) -> None:
    with pytest.raises(ParameterError, match="cannot be written as JSON"):
        build_request(1, "a", [number])


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('"id":1,"result":null', Success(None)),
        ('"id":1.0,"result":[1]', Success([1])),
        ('"id":1,"result":5,"error":null', Success(5)),
        (f'"id":1,"result":{2**200}', Success(2**200)),
        ('"id":1,"error":{"code":-1,"message":"m"}', Failure(-1, "m", None)),
        (
            '"id":1,"result":null,"error":{"code":1,"message":"m","data":[2]}',
            Failure(1, "m", [2]),
        ),
        ('"id":null,"error":{"code":-32700,"message":""}', Failure(-32700, "", None)),
        ('"error":{"code":-32700,"message":""}', Failure(-32700, "", None)),
    ],
)
def test_answers_are_read(body: str, expected: Success | Failure) -> None:
    reply = Reply(200, ('{"jsonrpc":"2.0",' + body + "}").encode())
    assert parse_reply(reply, 1) == expected


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "not JSON"),
        (b"<html>", "not JSON"),
        (b"\xff\xfe\x00", "not JSON"),
        (b'{"jsonrpc":"2.0","id":1,"result":NaN}', "NaN is not a JSON number"),
        (b"[" * 200_000, "nested too deeply"),
        (b"9" * 5000, "not JSON"),
        (b"[]", "not a JSON object"),
        (b'[{"jsonrpc":"2.0","id":1,"result":1}]', "not a JSON object"),
        (b"null", "not a JSON object"),
        (b'{"id":1,"result":1}', "not JSON-RPC 2.0"),
        (b'{"jsonrpc":"1.0","id":1,"result":1}', "not JSON-RPC 2.0"),
        (b'{"jsonrpc":2.0,"id":1,"result":1}', "not JSON-RPC 2.0"),
        (b'{"jsonrpc":"2.0","id":1}', "no result and no error"),
        (b'{"jsonrpc":"2.0","id":1,"error":null}', "no result and no error"),
        (b'{"jsonrpc":"2.0","id":2,"result":1}', "request with id 1"),
        (b'{"jsonrpc":"2.0","id":"1","result":1}', "request with id 1"),
        (b'{"jsonrpc":"2.0","id":true,"result":1}', "request with id 1"),
        (b'{"jsonrpc":"2.0","id":null,"result":1}', "request with id 1"),
        (b'{"jsonrpc":"2.0","result":1}', "request with id 1"),
        (
            b'{"jsonrpc":"2.0","id":2,"error":{"code":1,"message":"m"}}',
            "request with id 1",
        ),
        (
            b'{"jsonrpc":"2.0","id":1,"result":1,"error":{"code":1,"message":"m"}}',
            "a result and an error",
        ),
        (b'{"jsonrpc":"2.0","id":1,"error":"broken"}', "integer code"),
        (b'{"jsonrpc":"2.0","id":1,"error":{"code":"1","message":"m"}}', "integer"),
        (b'{"jsonrpc":"2.0","id":1,"error":{"code":true,"message":"m"}}', "integer"),
        (b'{"jsonrpc":"2.0","id":1,"error":{"code":1}}', "integer code"),
    ],
)
def test_answers_that_break_the_protocol_are_refused(body: bytes, reason: str) -> None:
    with pytest.raises(ProtocolError, match=reason) as caught:
        parse_reply(Reply(200, body), 1)
    assert caught.value.received == body[:2048].decode("utf-8", "replace")


def test_an_error_counts_with_any_status() -> None:
    body = b'{"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"m"}}'
    for status in (200, 400, 404, 500):
        assert parse_reply(Reply(status, body), 1) == Failure(-32601, "m", None)
        failure = parse_notification_reply(Reply(status, body))
        assert failure == Failure(-32601, "m", None)


@pytest.mark.parametrize(
    ("status", "advice"),
    [(302, "Redirects"), (401, "headers"), (404, "path"), (502, "log"), (418, "Check")],
)
def test_the_status_explains_what_is_no_answer(status: int, advice: str) -> None:
    with pytest.raises(ProtocolError, match=f"HTTP status {status}") as caught:
        parse_reply(Reply(status, b"<html>"), 1)
    assert advice in caught.value.hint
    assert caught.value.received == "<html>"


def test_a_result_with_a_failing_status_is_refused() -> None:
    body = b'{"jsonrpc":"2.0","id":1,"result":1}'
    with pytest.raises(ProtocolError, match="HTTP status 500"):
        parse_reply(Reply(500, body), 1)
    with pytest.raises(ProtocolError, match="HTTP status 500"):
        parse_notification_reply(Reply(500, body))


def test_an_empty_body_answers_a_notification_only() -> None:
    assert parse_notification_reply(Reply(204, b"")) is None
    assert parse_notification_reply(Reply(200, b" \n")) is None
    with pytest.raises(ProtocolError, match="HTTP status 500"):
        parse_notification_reply(Reply(500, b""))
    with pytest.raises(ProtocolError, match="not JSON"):
        parse_reply(Reply(204, b""), 1)
    with pytest.raises(ProtocolError, match="not JSON"):
        parse_notification_reply(Reply(200, b"<html>"))
