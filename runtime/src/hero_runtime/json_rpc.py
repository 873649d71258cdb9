"""Build JSON-RPC 2.0 requests and parse the answers.

Source: https://www.jsonrpc.org/specification
"""

import json
import reprlib
from collections.abc import Set
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


def parse_batch_reply(
    reply: Reply, request_ids: Set[int]
) -> dict[int, Success | Failure]:
    """Return what a service answered to a batch, by the ids of its calls.

    The order does not matter, and answers may be missing. An error without an
    id, alone or among the others, is one of all calls without another answer.
    """
    try:
        answers, common = _parse_answers(reply.body, request_ids)
    except ProtocolError as error:
        raise _explain_status(reply, error) from error
    if not _is_success(reply) and common is None:
        raise _explain_status(reply, None)
    if common is None:
        return answers
    return dict.fromkeys(request_ids, common) | answers


def _parse_answers(
    body: bytes, request_ids: Set[int]
) -> tuple[dict[int, Success | Failure], Failure | None]:
    parsed = _parse_json(body)
    common: Failure | None = None
    answers: dict[int, Success | Failure] = {}
    for item in parsed if isinstance(parsed, list) else [parsed]:
        envelope = _verify_envelope(item, body)
        answer = _read_envelope(envelope, body)
        received_id = envelope.get("id")
        if received_id is None and isinstance(answer, Failure):
            common = answer
            continue
        request_id = _find_id(received_id, request_ids - answers.keys(), body)
        answers[request_id] = answer
    return answers, common


def _find_id(received_id: object, request_ids: Set[int], body: bytes) -> int:
    for request_id in request_ids:
        if _is_same_id(received_id, request_id):
            return request_id
    shown = reprlib.repr(received_id)
    raise ProtocolError(
        f"the batch has an answer with id {shown}, which no open call has",
        received=body,
    )


def _envelope(method: str, params: Params) -> dict[str, object]:
    envelope: dict[str, object] = {"jsonrpc": "2.0", "method": method}
    if params is not None:
        envelope["params"] = params
    return envelope


def _write(envelope: dict[str, object]) -> bytes:
    """Return JSON: quickly where pydantic is there anyway, to encode parameters."""
    if "params" in envelope and (quick := _write_quickly(envelope)) is not None:
        return quick
    try:
        text = json.dumps(envelope, separators=(",", ":"), allow_nan=False)
    except ValueError as error:
        raise ParameterError(
            f"the parameters cannot be written as JSON: {error}"
        ) from error
    return text.encode("ascii")


def _write_quickly(envelope: dict[str, object]) -> bytes | None:
    """Return JSON, or `None` for text and numbers that have to be looked at."""
    from pydantic_core import PydanticSerializationError, to_json

    try:
        text = to_json(envelope, inf_nan_mode="constants")
    except PydanticSerializationError:
        return None
    return None if b"NaN" in text or b"Infinity" in text else text


def _parse_answer(body: bytes, request_id: int) -> Success | Failure:
    envelope = _parse_envelope(body)
    received_id = envelope.get("id")
    # A service that could not read the request answers with the id null.
    if not (envelope.get("error") is not None and received_id is None):
        _verify_id(received_id, request_id, body)
    return _read_envelope(envelope, body)


def _read_envelope(envelope: dict[str, object], body: bytes) -> Success | Failure:
    error = envelope.get("error")
    if error is not None:
        if envelope.get("result") is not None:
            raise ProtocolError("the answer has a result and an error", received=body)
        return _parse_error(error, body)
    if "result" not in envelope:
        raise ProtocolError("the answer has no result and no error", received=body)
    return Success(envelope["result"])


def _parse_envelope(body: bytes) -> dict[str, object]:
    return _verify_envelope(_parse_json(body), body)


def _verify_envelope(envelope: object, body: bytes) -> dict[str, object]:
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
    if _is_same_id(received_id, request_id):
        return
    raise ProtocolError(
        f"the answer does not belong to the request with id {request_id}",
        received=body,
    )


def _is_same_id(received_id: object, request_id: int) -> bool:
    is_number = isinstance(received_id, int | float)
    return is_number and not isinstance(received_id, bool) and received_id == request_id


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
