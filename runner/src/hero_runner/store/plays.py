"""Read and write the rows of plays and of the flow sources that they pin."""

import hashlib
import sqlite3
import time
from dataclasses import dataclass
from typing import Any, Final

ENDED: Final = frozenset({"success", "failed", "cancelled"})
"""Statuses in which a play rests until somebody asks for more."""


@dataclass(frozen=True, slots=True)
class FlowVersion:
    """Hold the source of a flow as it was when a play began."""

    hash: str
    path: str
    source: str


@dataclass(frozen=True, slots=True)
class Play:
    """Describe one execution of a flow; JSON texts are kept as such.

    `given` is what the caller passed, `input` what the flow was called with.
    Times are seconds since the epoch.
    """

    id: str
    trace: str
    flow: str
    version: str
    status: str
    given: str
    engine: str
    created: float
    attempt: int = 1
    input: str | None = None
    output: str | None = None
    error: str | None = None
    job: str | None = None
    parent: str | None = None
    parent_span: str | None = None
    rerun_of: str | None = None
    forked_from: str | None = None
    dropped: int = 0
    cancelling: int = 0
    started: float | None = None
    ended: float | None = None


_COLUMNS: Final = tuple(Play.__dataclass_fields__)


def build_version(path: str, source: str) -> FlowVersion:
    """Return the version of a flow that this source is."""
    digest = hashlib.sha256(f"{path}\0{source}".encode()).hexdigest()
    return FlowVersion(digest, path, source)


def build_trace_id(play: str) -> str:
    """Return the W3C trace id of a play: its id, if that has the form of one."""
    is_trace = len(play) == 32 and not play.strip("0123456789abcdef")
    if is_trace and play.strip("0"):
        return play
    return hashlib.sha256(play.encode()).hexdigest()[:32]


def write_version(connection: sqlite3.Connection, version: FlowVersion) -> None:
    """Keep the source of a flow, once."""
    connection.execute(
        "INSERT OR IGNORE INTO flow_version VALUES (?, ?, ?, ?)",
        (version.hash, version.path, version.source, time.time()),
    )


def read_version(connection: sqlite3.Connection, digest: str) -> FlowVersion:
    """Return the source that a play pinned."""
    row = connection.execute(
        "SELECT hash, path, source FROM flow_version WHERE hash = ?", (digest,)
    ).fetchone()
    return FlowVersion(*row)


def write_play(connection: sqlite3.Connection, play: Play) -> None:
    """Add a play."""
    marks = ", ".join("?" * len(_COLUMNS))
    connection.execute(
        f"INSERT INTO play ({', '.join(_COLUMNS)}) VALUES ({marks})",
        [getattr(play, name) for name in _COLUMNS],
    )


def read_play(connection: sqlite3.Connection, play: str) -> Play | None:
    """Return a play, if the store has it."""
    row = connection.execute("SELECT * FROM play WHERE id = ?", (play,)).fetchone()
    return None if row is None else _build_play(row)


def read_plays(connection: sqlite3.Connection, limit: int) -> list[Play]:
    """Return the newest plays, newest first."""
    rows = connection.execute(
        "SELECT * FROM play ORDER BY created DESC LIMIT ?", (limit,)
    )
    return [_build_play(row) for row in rows]


def _build_play(row: sqlite3.Row) -> Play:
    return Play(**{name: row[name] for name in _COLUMNS})


def change_play(connection: sqlite3.Connection, play: str, **changes: Any) -> None:
    """Set columns of a play."""
    names = ", ".join(f"{name} = ?" for name in changes)
    connection.execute(
        f"UPDATE play SET {names} WHERE id = ?", [*changes.values(), play]
    )


def close_lost_spans(connection: sqlite3.Connection, play: str) -> None:
    """End the spans whose process ended before them."""
    connection.execute(
        "UPDATE span SET status = 'lost', ended = ?, error = 'the process ended' "
        "WHERE play = ? AND status = 'running'",
        (time.time_ns(), play),
    )
