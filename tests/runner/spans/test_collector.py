"""What processes send of spans becomes rows, and what is malformed is left out."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hero_runner.conventions import COST, INPUT_TOKENS, OUTPUT_TOKENS
from hero_runner.spans.collector import SpanCollector
from hero_runner.store.connection import open_store
from hero_runner.store.spans import (
    Usage,
    read_events,
    read_logs,
    read_spans,
    read_usage,
)


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_store(tmp_path / "plays.sqlite3")) as opened:
        yield opened


def collect(
    connection: sqlite3.Connection, *events: dict[str, Any] | bytes, play: str = "p"
) -> SpanCollector:
    """Collect events as one attempt of a play."""
    collector = SpanCollector(connection, play, 1)
    for event in events:
        line = event if isinstance(event, bytes) else json.dumps(event).encode()
        collector.add(line)
    collector.flush()
    return collector


def span(
    identity: str, tags: dict[str, Any] | None = None, status: str = "ok"
) -> list[dict[str, Any]]:
    """Return the events of one span."""
    return [
        {"type": "span_start", "span_id": identity, "name": identity, "start_ms": 5},
        {"type": "span_tag", "span_id": identity, "tags": tags or {}},
        {"type": "span_end", "span_id": identity, "end_ms": 7, "status": status},
    ]


def test_the_least_that_a_span_needs(connection: sqlite3.Connection) -> None:
    log = {"type": "span_log", "span_id": "a", "line": "text", "time_ms": 6}
    start, tag, end = span("a", {"color": "red"})
    collect(connection, start, tag, log, end)
    (row,) = read_spans(connection, "p")
    assert (row.name, row.kind, row.status, row.parent) == ("a", "step", "ok", None)
    assert (row.started, row.ended) == (5_000_000, 7_000_000)
    assert row.attributes == {"color": "red"}
    assert read_logs(connection, "p") == {"a": ["text"]}


def test_text_that_is_no_text_is_kept_as_far_as_it_is(
    connection: sqlite3.Connection,
) -> None:
    start, tag, end = span("a", {"x": "\ud800"})
    collect(connection, start | {"name": "\ud800b"}, tag, end | {"error": "\udfff"})
    (row,) = read_spans(connection, "p")
    assert (row.name, row.error) == ("?b", "?")


def test_a_span_that_starts_twice_is_one(connection: sqlite3.Connection) -> None:
    start, tag, end = span("a")
    collect(connection, start, start | {"name": "b", "kind": "odd"}, tag, end)
    (row,) = read_spans(connection, "p")
    assert (row.name, row.kind) == ("b", "other")


def test_a_status_that_nobody_knows_is_a_failure(
    connection: sqlite3.Connection,
) -> None:
    collect(connection, *span("a", status="fine"))
    assert read_spans(connection, "p")[0].status == "failed"


def test_events_are_kept_in_order_for_those_who_follow(
    connection: sqlite3.Connection,
) -> None:
    collect(connection, *span("a"))
    events = read_events(connection, "p", after=0)
    kinds = [json.loads(line)["type"] for _, line in events]
    assert kinds == ["span_start", "span_tag", "span_end"]
    assert read_events(connection, "p", after=events[1][0]) == events[2:]


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"no json",
        b"[]",
        b"null",
        b'{"type": "span_start"}',
        b'{"type": "span_start", "span_id": 5, "name": "x"}',
        b'{"type": "span_start", "span_id": "b", "name": ["x"]}',
        b'{"type": "span_start", "span_id": "b", "name": "x", "start_ms": "soon"}',
        b'{"type": "span_start", "span_id": "b", "name": "x", "tags": 5}',
        b'{"type": "span_start", "span_id": "b", "name": "x", "start_ms": 1e999}',
        b'{"type": "span_start", "span_id": "b", "name": "x", "start_ns": %d}' % 2**63,
        b"[" * 100_000,
        b"\xff\xfe",
    ],
)
def test_malformed_lines_are_counted_and_left_out(
    connection: sqlite3.Connection, line: bytes
) -> None:
    collector = collect(connection, line, *span("a"))
    assert collector.dropped == 1
    assert [row.id for row in read_spans(connection, "p")] == ["a"]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
names = st.sampled_from(["span_id", "name", "tags", "start_ns", "status", "kind"])
types = st.sampled_from(["span_start", "span_tag", "span_log", "span_end", "x"])


@given(st.lists(st.tuples(types, st.dictionaries(names, json_values)), max_size=8))
def test_no_event_can_break_the_collector(
    events: list[tuple[str, dict[str, Any]]],
) -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        from hero_runner.store.schema import MIGRATIONS

        for script in MIGRATIONS:
            connection.executescript(script)
        collector = SpanCollector(connection, "p", 1)
        for kind, fields in events:
            event = {"span_id": "a", "name": "n", **fields, "type": kind}
            collector.add(json.dumps(event).encode())
        for event in span("last"):
            collector.add(json.dumps(event).encode())
        collector.flush()
        assert collector.failure is None
        assert "last" in {row.id for row in read_spans(connection, "p")}


def test_usage_is_the_sum_over_spans(connection: sqlite3.Connection) -> None:
    collect(
        connection,
        *span("a", {INPUT_TOKENS: 10, OUTPUT_TOKENS: 5, COST: "0.1"}),
        *span("b", {INPUT_TOKENS: 1, COST: "0.2"}),
        *span("c", {INPUT_TOKENS: 100}, "failed"),
        *span("d", {INPUT_TOKENS: 1000, COST: "9"}, "replayed"),
        *span("e", {OUTPUT_TOKENS: "many", COST: "cheap"}),
    )
    assert read_usage(connection, "p") == Usage(111, 5, "0.3")


def test_what_no_span_says_is_unknown(connection: sqlite3.Connection) -> None:
    collect(connection, *span("a", {OUTPUT_TOKENS: 0}))
    assert read_usage(connection, "p") == Usage(None, 0, None)
    assert read_usage(connection, "q") == Usage(None, None, None)
