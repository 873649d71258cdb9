"""Play a flow from another one and measure it: for benchmarks and comparisons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import closing
from typing import Any, TypedDict

from hero_runner.authoring.span import Span, current_span
from hero_runner.authoring.stops import Failed, Paused
from hero_runner.conventions import INPUT_TOKENS, OUTPUT_TOKENS
from hero_runner.plays.subflows import StoredSubflows
from hero_runner.store.connection import open_store
from hero_runner.store.home import store_path
from hero_runner.store.plays import read_play
from hero_runner.store.spans import SpanRow, read_spans, read_usage


class Measurement(TypedDict):
    """Hold what one play of a flow took; tokens and cost are none where unknown."""

    play: str
    inputs: dict[str, Any]
    status: str
    duration_ms: float
    input_tokens: int | None
    output_tokens: int | None
    cost: str | None
    error: str | None


class StepTotal(TypedDict):
    """Sum up the spans of one place in a flow, over several plays.

    `own_ms` leaves out the time of the spans within.
    """

    step: str
    kind: str
    calls: int
    failed: int
    own_ms: float
    input_tokens: int | None
    output_tokens: int | None


def measure_play(name: str, inputs: Mapping[str, Any]) -> Measurement:
    """Play a flow in a play of its own, and tell what it took, also if it failed.

    Call it through `flow.call`. Raises `Failed` without the runner.
    """
    span, subflows = _find_runner()
    child = subflows.name_child(span.key)
    error: str | None = None
    try:
        subflows.play(name, child, span.id, inputs)
    except (Failed, Paused) as stop:
        error = str(stop)
    with closing(open_store(store_path(subflows.home))) as connection:
        play = read_play(connection, child)
        if play is None:
            raise Failed(error or f"the play {child} of {name} did not begin")
        usage = read_usage(connection, child)
    duration = ((play.ended or play.created) - play.created) * 1000
    return Measurement(
        play=child,
        inputs=dict(inputs),
        status=play.status,
        duration_ms=round(duration, 3),
        input_tokens=usage.input_tokens,
        output_tokens=usage.output_tokens,
        cost=usage.cost,
        error=play.error or error,
    )


def total_steps(plays: list[str]) -> list[StepTotal]:
    """Return where plays spent their time, the most first.

    Call it through `flow.call`. Raises `Failed` without the runner.
    """
    _, subflows = _find_runner()
    groups: dict[tuple[str, str], list[tuple[SpanRow, float]]] = {}
    with closing(open_store(store_path(subflows.home))) as connection:
        for play in plays:
            for span, own in _measure_own(read_spans(connection, play)):
                groups.setdefault((_strip_counters(span), span.kind), []).append(
                    (span, own)
                )
    totals = [_total(step, kind, found) for (step, kind), found in groups.items()]
    return sorted(totals, key=lambda total: -total["own_ms"])


def _find_runner() -> tuple[Span, StoredSubflows]:
    span = current_span()
    subflows = None if span is None else span.session.subflows
    if span is None or not isinstance(subflows, StoredSubflows):
        raise Failed("measuring flows needs the runner: use hero-runner play")
    return span, subflows


def _measure_own(spans: list[SpanRow]) -> Iterable[tuple[SpanRow, float]]:
    """Pair each span with its own milliseconds, without those of its children."""
    took = {span.id: _duration(span) for span in spans}
    own = dict(took)
    for span in spans:
        if span.parent in own:
            own[span.parent] -= took[span.id]
    return [(span, max(0.0, own[span.id])) for span in spans]


def _duration(span: SpanRow) -> float:
    return ((span.ended or span.started) - span.started) / 1e6


def _strip_counters(span: SpanRow) -> str:
    parts = [part.partition("#")[0] for part in span.key.split("/")]
    return "/".join(parts) or span.name


def _total(step: str, kind: str, found: list[tuple[SpanRow, float]]) -> StepTotal:
    return StepTotal(
        step=step,
        kind=kind,
        calls=len(found),
        failed=sum(span.status in ("failed", "lost") for span, _ in found),
        own_ms=round(sum(own for _, own in found), 3),
        input_tokens=_sum(found, INPUT_TOKENS),
        output_tokens=_sum(found, OUTPUT_TOKENS),
    )


def _sum(found: list[tuple[SpanRow, float]], name: str) -> int | None:
    values = [span.attributes.get(name) for span, _ in found]
    known = [value for value in values if isinstance(value, int)]
    return sum(known) if known else None
