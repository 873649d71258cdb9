"""Write spans in the trace event format that Chrome and Perfetto read.

Events of one thread must nest there. A span shares the row of its parent, and has
another one where a span beside it still runs there.
"""

import json
from collections.abc import Iterable
from typing import Any

from hero_runner.spans.tree import arrange_spans
from hero_runner.store.plays import Play
from hero_runner.store.spans import SpanRow


def build_chrome_trace(
    play: Play, spans: Iterable[SpanRow], now: int
) -> dict[str, Any]:
    """Return the spans of a play as a trace; those that run still end `now`."""
    rows: list[list[SpanRow]] = []
    path: list[str] = []
    events: list[dict[str, Any]] = [
        {"ph": "M", "pid": 1, "name": "process_name", "args": {"name": play.flow}}
    ]
    for branch in arrange_spans(spans):
        span = branch.span
        del path[branch.depth :]
        ended = max(span.ended or now, span.started)
        arguments = {"status": span.status, "key": span.key, **span.attributes}
        if span.error:
            arguments["error"] = span.error
        events.append(
            {
                "ph": "X",
                "pid": 1,
                "tid": _find_row(rows, set(path), span),
                "name": span.name,
                "cat": span.kind,
                "ts": span.started / 1000,
                "dur": (ended - span.started) / 1000,
                "args": arguments,
            }
        )
        path.append(span.id)
    return {"traceEvents": events, "displayTimeUnit": "ms"}


def render_chrome_trace(play: Play, spans: Iterable[SpanRow], now: int) -> str:
    """Return the spans of a play as the JSON of a trace."""
    return json.dumps(build_chrome_trace(play, spans, now))


def _find_row(rows: list[list[SpanRow]], above: set[str], span: SpanRow) -> int:
    """Return the first row in which a span is only within those `above` it.

    A row holds the spans that are open in it, innermost last; the span is added.
    """
    for number, open_spans in enumerate(rows):
        while open_spans and _is_over(open_spans[-1], span.started):
            open_spans.pop()
        if not open_spans or _is_within(open_spans[-1], above, span):
            open_spans.append(span)
            return number + 1
    rows.append([span])
    return len(rows)


def _is_over(span: SpanRow, time: int) -> bool:
    return span.ended is not None and span.ended <= time


def _is_within(outer: SpanRow, above: set[str], span: SpanRow) -> bool:
    """Tell whether a span may be drawn in another: below it, and over before it."""
    if outer.id not in above:
        return False
    return outer.ended is None or _is_over(span, outer.ended)
