"""Write spans in the JSON form of OTLP, for any OpenTelemetry viewer.

https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding: ids are in
hexadecimal, 64-bit integers are texts, and enums are numbers. Only spans that ended
are told of: OpenTelemetry knows no others.
"""

import json
from collections.abc import Iterable
from typing import Any, Final

from hero_runner import conventions
from hero_runner.store.plays import Play
from hero_runner.store.spans import SpanRow

_INTERNAL: Final = 1
_CLIENT: Final = 3
_OK: Final = 1
_ERROR: Final = 2
_FAULTS: Final = frozenset({"failed", "lost"})
_INT64: Final = range(-(2**63), 2**63)


def build_otlp(play: Play, spans: Iterable[SpanRow]) -> dict[str, Any]:
    """Return the traces of a play as an export request."""
    resource = {
        "service.name": "hero-runner",
        conventions.PLAY: play.id,
        conventions.FLOW: play.flow,
        conventions.FLOW_VERSION: play.version,
    }
    rows = [_build_span(play.trace, span) for span in spans if span.ended is not None]
    scope = {"name": "hero_runner", "version": str(conventions.VERSION)}
    scoped = {"scope": scope, "spans": rows}
    return {
        "resourceSpans": [
            {"resource": {"attributes": _list(resource)}, "scopeSpans": [scoped]}
        ]
    }


def render_otlp(play: Play, spans: Iterable[SpanRow]) -> str:
    """Return the traces of a play as a line of JSON, as OTLP files hold."""
    return json.dumps(build_otlp(play, spans))


def _build_span(trace: str, span: SpanRow) -> dict[str, Any]:
    extra: dict[str, Any] = {"hero.span.kind": span.kind, "hero.status": span.status}
    extra["hero.attempt"] = span.attempt
    if span.key:
        extra[conventions.STEP_KEY] = span.key
    if span.status in _FAULTS:
        kind = (span.error or "").partition(":")[0]
        extra[conventions.ERROR_TYPE] = kind if kind.isidentifier() else "failed"
    built = {
        "traceId": trace,
        "spanId": span.id,
        "name": span.name,
        "kind": _CLIENT if span.kind in ("rpc", "llm") else _INTERNAL,
        "startTimeUnixNano": str(span.started),
        "endTimeUnixNano": str(span.ended),
        "attributes": _list({**extra, **span.attributes}),
        "status": _build_status(span),
    }
    return {**built, "parentSpanId": span.parent} if span.parent else built


def _build_status(span: SpanRow) -> dict[str, Any]:
    if span.status in _FAULTS:
        return {"code": _ERROR, "message": span.error or ""}
    return {"code": _OK} if span.status in ("ok", "replayed") else {}


def _list(attributes: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {"key": name, "value": _build_value(value)}
        for name, value in attributes.items()
        if value is not None
    ]


def _build_value(value: object) -> dict[str, Any]:
    if isinstance(value, bool):
        return {"boolValue": value}
    if isinstance(value, int) and value in _INT64:
        return {"intValue": str(value)}
    if isinstance(value, float):
        return {"doubleValue": value}
    text = value if isinstance(value, str) else json.dumps(value)
    return {"stringValue": text}
