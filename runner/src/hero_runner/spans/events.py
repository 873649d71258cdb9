"""Build the lines that tell of spans; docs/spans.md describes each of them."""

import json
import time
from typing import Any, Final

from hero_runner.conventions import TEXT_LIMIT

_CUT: Final = "… (cut)"
_encode = json.JSONEncoder(separators=(",", ":"), default=str).encode


def build_span_start(
    span: str,
    parent: str | None,
    trace: str,
    name: str,
    kind: str,
    key: str,
    tags: dict[str, Any],
    source: tuple[str, int] | None = None,
) -> bytes:
    """Return the line that a span begins with."""
    now = time.time_ns()
    event: dict[str, Any] = {
        "type": "span_start",
        "span_id": span,
        "parent_id": parent or "",
        "trace_id": trace,
        "name": name,
        "kind": kind,
        "key": key,
        "start_ms": now // 1_000_000,
        "start_ns": now,
        "tags": tags,
    }
    if source is not None:
        event["source_file"], event["source_line"] = source
    return write_line(event)


def build_span_tag(span: str, tags: dict[str, Any]) -> bytes:
    """Return the line that adds attributes to a span, or replaces them."""
    return write_line({"type": "span_tag", "span_id": span, "tags": tags})


def build_span_log(span: str, text: str) -> bytes:
    """Return the line that adds text to the log of a span."""
    now = time.time_ns()
    event = {"type": "span_log", "span_id": span, "time_ns": now, "text": text}
    return write_line(event)


def build_span_end(span: str, status: str, error: str | None) -> bytes:
    """Return the line that a span ends with."""
    now = time.time_ns()
    event = {
        "type": "span_end",
        "span_id": span,
        "end_ms": now // 1_000_000,
        "end_ns": now,
        "status": status,
        "error": error or "",
    }
    return write_line(event)


def build_step_output(span: str, key: str, output: str) -> bytes:
    """Return the line that tells what a step returned, cut to the limit."""
    text = cut_text(output)
    return write_line(
        {"type": "step_output", "span_id": span, "key": key, "output": text}
    )


def build_pause(span: str, key: str, name: str, schema: object, ui: object) -> bytes:
    """Return the line that tells what a play waits for."""
    event = {"type": "pause", "span_id": span, "id": key, "name": name}
    return write_line(event | {"schema": schema, "ui": ui})


def write_line(event: dict[str, Any]) -> bytes:
    """Return an event as one line of JSON, whatever its tags hold."""
    try:
        return _encode(event).encode() + b"\n"
    except (TypeError, ValueError, RecursionError):
        event = event | {"tags": {"hero.tags": "not JSON"}}
        return _encode(event).encode() + b"\n"


def cut_text(text: str, limit: int = TEXT_LIMIT) -> str:
    """Return a text cut to a number of bytes; the mark at its end says so."""
    if len(text) <= limit // 4:
        return text
    raw = text.encode(errors="replace")
    if len(raw) <= limit:
        return text
    return raw[: limit - len(_CUT.encode())].decode(errors="ignore") + _CUT


def cut_value(value: object) -> object:
    """Return a tag as it is kept: scalars as they are, all else as cut JSON."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str):
        return cut_text(value)
    return cut_text(render_json(value))


def render_json(value: object) -> str:
    """Return any value as JSON for people: what JSON cannot hold as its text."""
    try:
        return _encode(value)
    except (TypeError, ValueError, RecursionError):
        return repr(type(value))
