"""Read JSON-RPC requests of a script, which may be anything, and write answers.

Source: https://www.jsonrpc.org/specification. Requests are never passed on as they
came: what was checked is written anew, for two readers may see different things in
the same bytes.
"""

import json
import math
from dataclasses import dataclass
from json.encoder import encode_basestring_ascii
from typing import Any, Final

from pydantic_core import from_json

from hero_runtime.errors import escape

Id = str | int | float | None
"""What an id may be."""

MALFORMED: Final = -32700
INVALID: Final = -32600
NO_METHOD: Final = -32601
BAD_PARAMS: Final = -32602
NO_BUDGET: Final = -32010
DENIED: Final = -32011
NEEDS_APPROVAL: Final = -32012
CANCELLED: Final = -32013
UNREACHABLE: Final = -32014
BAD_ANSWER: Final = -32015
DIVERGED: Final = -32016

_SHOWN: Final = 200


@dataclass(frozen=True, slots=True)
class Request:
    """Hold one call of a script."""

    method: str
    params: Any
    id: Id
    is_notification: bool


@dataclass(frozen=True, slots=True)
class Refusal:
    """Say why a call is not made, as the script is told it."""

    code: int
    message: str
    data: dict[str, Any] | None = None

    def error(self) -> dict[str, Any]:
        """Return the error object; its data say that it comes from the broker."""
        return {
            "code": self.code,
            "message": self.message,
            "data": {"from": "broker", **(self.data or {})},
        }


def parse_body(body: bytes) -> Any:
    """Return the JSON value of a body, or a `Refusal`."""
    try:
        return from_json(body, allow_inf_nan=False)
    except ValueError as error:
        return Refusal(MALFORMED, f"the request is not JSON: {error}"[:_SHOWN])


def parse_request(value: object) -> Request | Refusal:
    """Return the call that a JSON value is, or why it is none."""
    if not isinstance(value, dict):
        return Refusal(INVALID, "the request is not a JSON object")
    if value.get("jsonrpc") != "2.0":
        return Refusal(
            INVALID, 'the request is not JSON-RPC 2.0: "jsonrpc" must be "2.0"'
        )
    if strange := value.keys() - {"jsonrpc", "id", "method", "params"}:
        shown = escape(sorted(strange)[0][:_SHOWN])
        return Refusal(INVALID, f"the request has a member {shown!r}")
    method, request_id = value.get("method"), value.get("id")
    if not isinstance(method, str):
        return Refusal(INVALID, "the request has no method")
    if isinstance(request_id, bool) or not isinstance(request_id, Id):
        return Refusal(INVALID, "the id is not a text, a number or null")
    if isinstance(request_id, float) and not math.isfinite(request_id):
        return Refusal(INVALID, "the id is not a text, a number or null")
    params = value.get("params")
    if "params" in value and not isinstance(params, dict | list):
        return Refusal(INVALID, "the params are not a JSON object or array")
    return Request(method, params, request_id, "id" not in value)


def write_request(request: Request, params: str) -> bytes:
    """Return the body to pass on, with params in their canonical form."""
    text = '{"jsonrpc":"2.0","method":' + encode_basestring_ascii(request.method)
    if request.params is not None:
        text += f',"params":{params}'
    if not request.is_notification:
        text += f',"id":{_render_id(request.id)}'
    return f"{text}}}".encode("ascii")


def write_result(request_id: Id, result: object) -> bytes:
    """Return the body of an answer with a result."""
    return _write({"jsonrpc": "2.0", "result": result, "id": request_id})


def write_error(request_id: Id, error: dict[str, Any]) -> bytes:
    """Return the body of an answer with an error."""
    return _write({"jsonrpc": "2.0", "error": error, "id": request_id})


def read_answer(body: bytes, request_id: Id) -> dict[str, Any] | None:
    """Return the answer of a service if it is one to this request."""
    try:
        answer = from_json(body, allow_inf_nan=False)
    except ValueError:
        return None
    if not isinstance(answer, dict) or ("result" in answer) == ("error" in answer):
        return None
    error = answer.get("error")
    if "error" in answer and not (
        isinstance(error, dict) and isinstance(error.get("code"), int)
    ):
        return None
    is_same = answer.get("id") == request_id and not isinstance(answer.get("id"), bool)
    # A service that could not read a request answers with the id null.
    return answer if is_same or (error and answer.get("id") is None) else None


def _render_id(request_id: Id) -> str:
    # Most are whole numbers, which need no encoder.
    return str(request_id) if type(request_id) is int else json.dumps(request_id)


def _write(envelope: dict[str, Any]) -> bytes:
    return json.dumps(envelope, separators=(",", ":")).encode("ascii")
