"""Turn lines about spans into rows of the play store, in batches.

A line may come from any process that was given the socket: what is malformed is
counted and left out, and a line is never evaluated.
"""

import json
import sqlite3
import time
from dataclasses import dataclass, field
from typing import Any, Final

from hero_runner.conventions import KINDS
from hero_runner.store.connection import transaction

LINE_LIMIT: Final = 1024 * 1024
"""Longest line that is read, in bytes."""
FLUSH_SECONDS: Final = 0.025
"""How long an event may wait for others to be written with it."""
_FLUSH_LINES: Final = 2000
_STATUSES: Final = frozenset(
    {"running", "pending", "ok", "failed", "cancelled", "replayed", "lost"}
)
_TEXT: Final = 256


@dataclass(slots=True)
class _OpenSpan:
    parent: str
    name: str
    kind: str
    key: str
    started: int
    ended: int | None = None
    status: str = "running"
    error: str = ""
    attributes: dict[str, Any] = field(default_factory=dict)


class SpanCollector:
    """Keep what one attempt of a play tells of its spans."""

    def __init__(self, connection: sqlite3.Connection, play: str, attempt: int) -> None:
        self._connection = connection
        self._play = play
        self._attempt = attempt
        self._open: dict[str, _OpenSpan] = {}
        self._changed: dict[str, _OpenSpan] = {}
        self._lines: list[str] = []
        self._logs: list[tuple[str, str, int, str]] = []
        self._first = 0.0
        self.dropped = 0
        self.failure: Exception | None = None

    def add(self, line: bytes) -> None:
        """Take a line; write all that were taken when there are many."""
        try:
            event = json.loads(line)
            self._apply(event)
        except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
            self.dropped += 1
            return
        if not self._lines:
            self._first = time.monotonic()
        self._lines.append(line.decode(errors="replace").rstrip("\n"))
        if len(self._lines) >= _FLUSH_LINES:
            self.flush()

    def seconds_to_flush(self) -> float | None:
        """Return when to write what was taken; none if there is nothing."""
        if not self._lines:
            return None
        return max(0.0, self._first + FLUSH_SECONDS - time.monotonic())

    def flush(self) -> None:
        """Write what was taken. What the disk refuses is dropped and counted."""
        if not self._lines:
            return
        try:
            with transaction(self._connection):
                self._write()
        except sqlite3.Error as error:
            self.failure = error
            self.dropped += len(self._lines)
        self._lines.clear()
        self._logs.clear()
        self._changed.clear()

    def _write(self) -> None:
        play = self._play
        self._connection.executemany(
            "INSERT OR REPLACE INTO span VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
            [self._build_row(span, row) for span, row in self._changed.items()],
        )
        self._connection.executemany(
            "INSERT INTO log (play, span, written, text) VALUES (?, ?, ?, ?)",
            self._logs,
        )
        self._connection.executemany(
            "INSERT INTO event (play, line) VALUES (?, ?)",
            [(play, line) for line in self._lines],
        )

    def _build_row(self, span: str, row: _OpenSpan) -> tuple[Any, ...]:
        return (
            *(self._play, span, row.parent or None, self._attempt, row.name, row.kind),
            *(row.key, row.started, row.ended, row.status, row.error or None),
            json.dumps(row.attributes),
        )

    def _apply(self, event: dict[str, Any]) -> None:
        span = _read_text(event["span_id"])
        kind = event["type"]
        if kind == "span_start":
            self._start(span, event)
            return
        row = self._open.get(span)
        if row is None:
            return
        if kind == "span_tag":
            row.attributes.update(dict(event["tags"]))
        elif kind == "span_log":
            text = event.get("text") or event.get("line") or ""
            self._logs.append(
                (self._play, span, _read_time(event, "time"), _clean(text))
            )
        elif kind == "step_output" and row.kind != "rpc":
            row.attributes["hero.step.output"] = str(event["output"])
        elif kind == "span_end":
            _end(row, event)
            del self._open[span]
        self._changed[span] = row

    def _start(self, span: str, event: dict[str, Any]) -> None:
        kind = event.get("kind", "step")
        row = _OpenSpan(
            _read_text(event.get("parent_id") or ""),
            _read_text(event["name"]),
            kind if kind in KINDS else "other",
            _clean(event.get("key") or ""),
            _read_time(event, "start"),
            attributes=dict(event.get("tags") or {}),
        )
        for name in ("source_file", "source_line"):
            if name in event:
                row.attributes[f"code.{name}"] = event[name]
        self._open[span] = self._changed[span] = row


def _end(row: _OpenSpan, event: dict[str, Any]) -> None:
    status = event.get("status")
    row.status = status if status in _STATUSES else "failed"
    row.ended = _read_time(event, "end")
    row.error = _clean(event.get("error") or "")


def _read_text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return _clean(value[:_TEXT])


def _clean(text: object) -> str:
    """Return a text without halves of characters, which SQLite does not take."""
    return str(text).encode(errors="replace").decode()


def _read_time(event: dict[str, Any], name: str) -> int:
    """Return a time in nanoseconds, however it is given; now, if it is not."""
    if f"{name}_ns" in event:
        value = int(event[f"{name}_ns"])
    elif f"{name}_ms" in event:
        value = int(event[f"{name}_ms"]) * 1_000_000
    else:
        value = time.time_ns()
    if not 0 <= value < 2**63:
        raise ValueError("not a time")
    return value
