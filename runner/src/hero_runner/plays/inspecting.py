"""Read plays for people: as they are now, with what is still running."""

import sqlite3
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from hero_runner.engines.lock import find_owner
from hero_runner.store.home import play_folder
from hero_runner.store.plays import Play, read_play, read_plays
from hero_runner.store.questions import read_questions
from hero_runner.store.spans import SpanRow, read_logs, read_spans, read_usage


def find_play(connection: sqlite3.Connection, home: Path, play: str) -> Play | None:
    """Return a play; one whose process is gone is `interrupted`."""
    known = read_play(connection, play)
    return None if known is None else _look(home, known)


def list_plays(connection: sqlite3.Connection, home: Path, limit: int) -> list[Play]:
    """Return the newest plays, newest first."""
    return [_look(home, play) for play in read_plays(connection, limit)]


def is_over(home: Path, play: Play) -> bool:
    """Tell whether nothing more will be written of a play, as it was read.

    Its status is noted before the last of its spans, and its owner ends after both.
    """
    return play.status != "running" and not is_owned(home, play)


def is_owned(home: Path, play: Play) -> bool:
    """Tell whether a process owns a play."""
    return find_owner(play_folder(home, play.id)) is not None


def _look(home: Path, play: Play) -> Play:
    if play.status == "running" and not is_owned(home, play):
        return replace(play, status="interrupted")
    return play


def build_record(connection: sqlite3.Connection, play: Play) -> dict[str, Any]:
    """Return all that is known of a play as JSON values."""
    usage = read_usage(connection, play.id)
    logs = read_logs(connection, play.id)
    questions = read_questions(connection, play.id)
    return {
        **asdict(play),
        "usage": asdict(usage),
        "questions": [asdict(item) for item in questions],
        "spans": [
            {**asdict(span), "log": logs.get(span.id, [])}
            for span in read_spans(connection, play.id)
        ],
    }


def latest_spans(connection: sqlite3.Connection, play: Play) -> list[SpanRow]:
    """Return the spans of the last attempt that left any."""
    spans = read_spans(connection, play.id)
    last = max((span.attempt for span in spans), default=0)
    return [span for span in spans if span.attempt == last]
