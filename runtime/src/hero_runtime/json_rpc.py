"""Build JSON-RPC 2.0 requests and parse the answers.

Source: https://www.jsonrpc.org/specification
"""

import json
from dataclasses import dataclass

from hero_runtime.errors import ParameterError, ProtocolError
from hero_runtime.parameters import Params
from hero_runtime.transports.base import Reply


@dataclass(frozen=True, slots=True)
class Success:
    """Hold the `result` of an answer."""

    result: object


@dataclass(frozen=True, slots=True)
class Failure:
    """Hold the `error` object of an answer."""

    code: int
    message: str
    data: object


def build_request(request_id: int, method: str, params: Params) -> bytes:
    """Return the body of a call.

    Raises `ParameterError` for numbers that JSON does not have.
    """
    return _write(_envelope(method, params) | {"id": request_id})


def build_notification(method: str, params: Params) -> bytes:
    """Return the body of a notification, which has no id."""
    return _write(_envelope(method, params))


def parse_reply(reply: Reply, request_id: int) -> Success | Failure:
    """Return what a service answered to the call with this id.

    An error object counts with any HTTP status, a result only with success.
    """
    try:
        answer = _parse_answer(reply.body, request_id)
    except ProtocolError as error:
        raise _explain_status(reply, error) from error
    if isinstance(answer, Success) and not _is_success(reply):
        raise _explain_status(reply, None)
    return answer


def parse_notification_reply(reply: Reply) -> Failure | None:
    """Return the error object of an answer to a notification, if it has one."""
    if _is_success(reply) and not reply.body.strip():
        return None
    try:
        envelope = _parse_envelope(reply.body)
        error = envelope.get("error")
        failure = None if error is None else _parse_error(error, reply.body)
    except ProtocolError as error:
        raise _explain_status(reply, error) from error
    if failure is None and not _is_success(reply):
        raise _explain_status(reply, None)
    return failure


def _envelope(method: str, params: Params) -> dict[str, object]:
    envelope: dict[str, object] = {"jsonrpc": "2.0", "method": method}
    if params is not None:
        envelope["params"] = params
    return envelope


def _write(envelope: dict[str, object]) -> bytes:
    try:
        text = json.dumps(envelope, separators=(",", ":"), allow_nan=False)
    except ValueError as error:
        raise ParameterError(
            f"the parameters cannot be written as JSON: {error}"
        ) from error
    return text.encode("ascii")


def _parse_answer(body: bytes, request_id: int) -> Success | Failure:
    envelope = _parse_envelope(body)
    error = envelope.get("error")
    received_id = envelope.get("id")
    # A service that could not read the request answers with the id null.
    if not (error is not None and received_id is None):
        _verify_id(received_id, request_id, body)
    if error is not None:
        if envelope.get("result") is not None:
            raise ProtocolError("the answer has a result and an error", received=body)
        return _parse_error(error, body)
    if "result" not in envelope:
        raise ProtocolError("the answer has no result and no error", received=body)
    return Success(envelope["result"])


def _parse_envelope(body: bytes) -> dict[str, object]:
    envelope = _parse_json(body)
    if not isinstance(envelope, dict):
        raise ProtocolError("the answer is not a JSON object", received=body)
    if envelope.get("jsonrpc") != "2.0":
        raise ProtocolError(
            'the answer is not JSON-RPC 2.0: "jsonrpc" is not "2.0"', received=body
        )
    return envelope


def _parse_json(body: bytes) -> object:
    try:
        value: object = json.loads(body, parse_constant=_refuse_constant)
    except RecursionError as error:
        raise ProtocolError("the answer is nested too deeply", received=body) from error
    except ValueError as error:
        raise ProtocolError(
            f"the answer is not JSON: {error}", received=body
        ) from error
    return value


def _refuse_constant(name: str) -> object:
    raise ValueError(f"{name} is not a JSON number")


def _verify_id(received_id: object, request_id: int, body: bytes) -> None:
    is_number = isinstance(received_id, int | float)
    if is_number and not isinstance(received_id, bool) and received_id == request_id:
        return
    raise ProtocolError(
        f"the answer does not belong to the request with id {request_id}",
        received=body,
    )


def _parse_error(error: object, body: bytes) -> Failure:
    match error:
        case {"code": bool()}:
            pass
        case {"code": int(code), "message": str(message), **rest}:
            return Failure(code, message, rest.get("data"))
    raise ProtocolError(
        "the answer has an error without an integer code and a text message",
        received=body,
    )


def _is_success(reply: Reply) -> bool:
    return 200 <= reply.status < 300


def _explain_status(reply: Reply, error: ProtocolError | None) -> ProtocolError:
    """Put the HTTP status first where it says more than the body."""
    if error is not None and _is_success(reply):
        return error
    return ProtocolError(
        f"the service answered with HTTP status {reply.status}",
        received=reply.body,
        hint=_status_hint(reply.status),
    )


def _status_hint(status: int) -> str:
    if 300 <= status < 400:
        return "Redirects are not followed: pass the address they lead to."
    if status in (401, 403):
        return "Pass the headers that identify the caller to the client."
    if status in (404, 405):
        return "Check the path of the address: nothing takes JSON-RPC requests there."
    if status >= 500:
        return "See the log of the service, and of any proxy before it."
    return ""
