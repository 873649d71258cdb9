"""Delete plays that ended long ago, with all that belongs to them."""

import shutil
import sqlite3
import time
from pathlib import Path
from typing import Final

from hero_runner.store.connection import transaction
from hero_runner.store.home import play_folder
from hero_runner.store.plays import ENDED

_TABLES: Final = ("memo", "span", "event", "log", "question")
_RESTING: Final = (*sorted(ENDED), "refused", "stale")


def prune_plays(connection: sqlite3.Connection, home: Path, seconds: float) -> int:
    """Delete the plays that ended more than some seconds ago; returns how many.

    Plays that may go on by themselves, or that wait for people, stay.
    """
    marks = ", ".join("?" * len(_RESTING))
    with transaction(connection):
        rows = connection.execute(
            f"SELECT id FROM play WHERE ended < ? AND status IN ({marks})",
            (time.time() - seconds, *_RESTING),
        ).fetchall()
        plays = [(row[0],) for row in rows]
        for table in _TABLES:
            connection.executemany(f"DELETE FROM {table} WHERE play = ?", plays)
        connection.executemany("DELETE FROM play WHERE id = ?", plays)
        connection.execute(
            "DELETE FROM flow_version WHERE hash NOT IN (SELECT version FROM play) "
            "AND created < ?",
            (time.time() - seconds,),
        )
    for (play,) in plays:
        shutil.rmtree(play_folder(home, play), ignore_errors=True)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return len(plays)
