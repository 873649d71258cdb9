"""Read and write what a play asks people, and what they answer."""

import sqlite3
import time
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """Hold what a play waits for; `schema`, `ui` and `answer` are JSON."""

    key: str
    name: str
    schema: str | None
    ui: str | None
    answer: str | None


def write_question(
    connection: sqlite3.Connection, play: str, question: Question
) -> None:
    """Add a question, unless it was asked before."""
    connection.execute(
        "INSERT OR IGNORE INTO question VALUES (?, ?, ?, ?, ?, ?, NULL, NULL)",
        (
            *(play, question.key, question.name),
            *(question.schema, question.ui, time.time()),
        ),
    )


def read_question(
    connection: sqlite3.Connection, play: str, key: str
) -> Question | None:
    """Return a question of a play, if it was asked."""
    found = [item for item in read_questions(connection, play) if item.key == key]
    return found[0] if found else None


def read_questions(connection: sqlite3.Connection, play: str) -> list[Question]:
    """Return all questions of a play in the order in which they were asked."""
    rows = connection.execute(
        "SELECT key, name, schema, ui, answer FROM question WHERE play = ? "
        "ORDER BY asked, key",
        (play,),
    )
    return [Question(*row) for row in rows]


def write_answer(
    connection: sqlite3.Connection, play: str, key: str, answer: str
) -> None:
    """Keep the answer to a question."""
    connection.execute(
        "UPDATE question SET answer = ?, answered = ? WHERE play = ? AND key = ?",
        (answer, time.time(), play, key),
    )


def count_open_questions(connection: sqlite3.Connection, play: str) -> int:
    """Count what a play waits for, and what the plays wait for that it started."""
    row = connection.execute(
        "WITH RECURSIVE family(id) AS (SELECT ? UNION SELECT play.id FROM play "
        "JOIN family ON play.parent = family.id) "
        "SELECT count(*) FROM play JOIN family USING (id) "
        "JOIN question ON question.play = play.id "
        "WHERE play.status = 'awaiting_resume' AND question.answer IS NULL",
        (play,),
    ).fetchone()
    return int(row[0])


def copy_answers(
    connection: sqlite3.Connection, origin: str, target: str, until: float
) -> None:
    """Give a play the answers that another one had been given by some time."""
    connection.execute(
        "INSERT INTO question SELECT ?, key, name, schema, ui, asked, answer, answered "
        "FROM question WHERE play = ? AND answered <= ?",
        (target, origin, until),
    )
