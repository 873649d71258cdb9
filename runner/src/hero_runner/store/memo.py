"""Read and write the results of finished steps."""

import sqlite3
import time
from dataclasses import dataclass

from hero_runner.store.questions import copy_answers


@dataclass(frozen=True, slots=True)
class Finished:
    """Name a step that finished, and what it was called with.

    `family` is the key without its counters, and `arguments` a digest.
    """

    key: str
    family: str
    arguments: str


def read_finished(connection: sqlite3.Connection, play: str) -> list[Finished]:
    """Return the finished steps of a play in the order in which they finished."""
    rows = connection.execute(
        "SELECT key, family, arguments FROM memo WHERE play = ? ORDER BY sequence",
        (play,),
    )
    return [Finished(*row) for row in rows]


def read_output(connection: sqlite3.Connection, play: str, key: str) -> str:
    """Return the result of a finished step, as JSON."""
    row = connection.execute(
        "SELECT output FROM memo WHERE play = ? AND key = ?", (play, key)
    ).fetchone()
    return str(row[0])


def write_finished(
    connection: sqlite3.Connection, play: str, step: Finished, output: str, number: int
) -> None:
    """Keep the result of a step: it is on disk when this returns."""
    connection.execute(
        "INSERT INTO memo VALUES (?, ?, ?, ?, ?, ?, ?)",
        (play, step.key, step.family, step.arguments, output, number, time.time()),
    )


def copy_memo(
    connection: sqlite3.Connection, origin: str, key: str, target: str
) -> bool:
    """Give a play what another one had finished before a step; False without it.

    Answers that were given by then go along.
    """
    row = connection.execute(
        "SELECT sequence, ended FROM memo WHERE play = ? AND key = ?", (origin, key)
    ).fetchone()
    if row is None:
        return False
    connection.execute(
        "INSERT INTO memo SELECT ?, key, family, arguments, output, sequence, ended "
        "FROM memo WHERE play = ? AND sequence < ?",
        (target, origin, row[0]),
    )
    copy_answers(connection, origin, target, row[1])
    return True
