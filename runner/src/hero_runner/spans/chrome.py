"""Write spans in the trace event format that Chrome and Perfetto read.

Events of one thread must nest there. Spans that run beside each other are therefore
given rows of their own.
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
    rows: list[list[int]] = []
    events: list[dict[str, Any]] = [
        {"ph": "M", "pid": 1, "name": "process_name", "args": {"name": play.flow}}
    ]
    for branch in arrange_spans(spans):
        span = branch.span
        ended = max(span.ended or now, span.started)
        arguments = {"status": span.status, "key": span.key, **span.attributes}
        if span.error:
            arguments["error"] = span.error
        events.append(
            {
                "ph": "X",
                "pid": 1,
                "tid": _find_row(rows, span.started, ended),
                "name": span.name,
                "cat": span.kind,
                "ts": span.started / 1000,
                "dur": (ended - span.started) / 1000,
                "args": arguments,
            }
        )
    return {"traceEvents": events, "displayTimeUnit": "ms"}


def render_chrome_trace(play: Play, spans: Iterable[SpanRow], now: int) -> str:
    """Return the spans of a play as the JSON of a trace."""
    return json.dumps(build_chrome_trace(play, spans, now))


def _find_row(rows: list[list[int]], started: int, ended: int) -> int:
    """Return the first row in which a span nests, and note it there.

    A row holds the ends of the spans that are open in it, innermost last.
    """
    for number, ends in enumerate(rows):
        while ends and ends[-1] <= started:
            ends.pop()
        if not ends or ended <= ends[-1]:
            ends.append(ended)
            return number + 1
    rows.append([ended])
    return len(rows)
