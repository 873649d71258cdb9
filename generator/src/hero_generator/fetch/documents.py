"""Take a document out of what a service answers."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from hero_generator.diagnostics import Diagnostic, error, refuses
from hero_runtime.document.digest import digest_canonical
from hero_generator.fetch.http import Answer
from hero_generator.corrected import find_form_problem
from hero_generator.read import decode_json


@dataclass(frozen=True, slots=True)
class Received:
    """Hold a document as it was received, or why there is none."""

    place: str
    """Where it came from, as people know it."""
    data: bytes = b""
    value: dict[str, Any] | None = None
    problem: Diagnostic | None = None


def parse_bytes(data: bytes, place: str) -> Received:
    """Check that bytes are an OpenRPC document with at least one method."""
    problem = _undecodable(data, place)
    if problem is not None:
        return Received(place, problem=problem)
    value, problems = decode_json(data, place)
    if refuses(problems, strict=False):
        return Received(place, problem=problems[0])
    problem = find_form_problem(value, place) or _unusable(value, place)
    return Received(place, data, None if problem else value, problem)


def parse_answer(answer: Answer, place: str) -> Received:
    """Take the document that an HTTP answer is."""
    problem = answer.problem or _bad_status(answer, place)
    if problem is not None:
        return Received(place, problem=problem)
    return parse_bytes(answer.body, place)


def parse_discovered(answer: Answer, place: str) -> Received:
    """Take the document out of the answer of `rpc.discover`.

    The bytes are written anew, because the result is a part of the answer: UTF-8,
    members in the order received, two spaces, a line break at the end.
    """
    problem = answer.problem or _bad_status(answer, place)
    if problem is not None:
        return Received(place, problem=problem)
    problem = _undecodable(answer.body, place)
    if problem is not None:
        return Received(place, problem=problem)
    response, problems = decode_json(answer.body, place)
    if refuses(problems, strict=False):
        return Received(place, problem=problems[0])
    if not isinstance(response, dict) or "result" not in response:
        return Received(place, problem=_no_result(response, place))
    value = response["result"]
    problem = _unusable(value, place) or find_form_problem(value, place)
    if problem is not None:
        return Received(place, problem=problem)
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return Received(place, f"{text}\n".encode(), value)


def _undecodable(data: bytes, place: str) -> Diagnostic | None:
    """Name the usual things that arrive instead of JSON."""
    if not data.strip():
        return error("empty-answer", place, "", "the answer is empty", _READ_LOG)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as failure:
        message = f"the answer is not UTF-8: {failure.reason} at byte {failure.start}"
        hint = "Have the service answer in UTF-8; the cached document stays."
        return error("not-utf-8", place, "", message, hint)
    if text.lstrip()[:1] == "<":
        message = "the answer is HTML or XML, not JSON"
        hint = "A proxy or a web page answers there: ask the service's own socket."
        return error("html-answer", place, "", message, hint)
    return None


_READ_LOG = "The service is up and does not describe itself: read its log."


def _bad_status(answer: Answer, place: str) -> Diagnostic | None:
    if answer.status == 200:
        return None
    if answer.status == 404:
        message = "there is nothing at this path (HTTP 404)"
        hint = "Check the path, and that the service is a Hero service."
        return error("not-found", place, "", message, hint)
    message = f"the answer has HTTP status {answer.status}"
    hint = "Give the address that answers directly; redirections are not followed."
    return error("http-status", place, "", message, hint)


def _no_result(response: Any, place: str) -> Diagnostic:
    found = response.get("error") if isinstance(response, dict) else None
    said = json.dumps(found, ensure_ascii=False) if found else "no result"
    message = f"rpc.discover answers {said}"
    hint = "Have the service describe itself, or fetch --from its openrpc.json."
    return error("no-discover", place, "", message, hint)


def _unusable(value: Any, place: str) -> Diagnostic | None:
    """Return why a document is of no use whatever it says: empty, or too deep."""
    if not value or (isinstance(value, dict) and value.get("methods") == []):
        message = "the document is empty: it has no methods"
        return error("empty-document", place, "", message, _READ_LOG)
    try:
        digest_canonical(value)
    except RecursionError:
        message = "the document is nested too deeply"
        hint = "Have the service flatten its schemas; the cached document stays."
        return error("too-deep", place, "", message, hint)
    return None
