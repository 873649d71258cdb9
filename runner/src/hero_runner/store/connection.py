"""Open the play store: one SQLite file that many processes use at once.

Write-ahead logging lets readers read while one process writes, and a busy process
is waited for. With `synchronous=NORMAL` what is committed survives any death of a
process; only a power cut may take the last commits along.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from hero_runner.store.schema import MIGRATIONS, SCHEMA_VERSION

BUSY_SECONDS: Final = 30.0
"""How long a process waits for another one that writes."""


class StoreError(Exception):
    """The play store cannot be used; the message says what to do."""


def open_store(path: Path, must_exist: bool = False) -> sqlite3.Connection:
    """Open the store, made or brought to the present schema where that is needed.

    Raises `StoreError`.
    """
    if must_exist and not path.exists():
        raise StoreError(f"{path}: there is no store, as nothing was played yet")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = _connect(f"{path.as_uri()}?mode=rwc")
        _migrate(connection, path)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(explain(path, error)) from error
    return connection


def _connect(address: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        address,
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
    return connection


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    if _read_version(connection) == SCHEMA_VERSION:
        return
    with transaction(connection):
        version = _read_version(connection)
        if version > SCHEMA_VERSION:
            raise StoreError(
                f"{path}: written by a newer hero-runner (schema {version}, this one "
                f"knows {SCHEMA_VERSION}): upgrade hero-runner, or choose another "
                "folder with --home"
            )
        for script in MIGRATIONS[version:]:
            for statement in script.split(";"):
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version={SCHEMA_VERSION}")


def _read_version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Write all of a block or nothing; waits for another process that writes."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def explain(path: Path, error: Exception) -> str:
    """Say what is wrong with the store and what to do about it."""
    text = str(error)
    return f"{path}: {text}: {_advise(text)}"


def _advise(text: str) -> str:
    for sign, advice in _ADVICE.items():
        if sign in text.lower():
            return advice
    return "check the file, or choose another folder with --home"


_ADVICE: Final = {
    "full": "make room on the disk, then run the same command again",
    "no space": "make room on the disk, then run the same command again",
    "disk i/o": "check the disk for room and faults, then run the same command again",
    "too large": "raise the limit on the size of files, then run the command again",
    "readonly": "let this user write to the folder, or choose another with --home",
    "read-only": "let this user write to the folder, or choose another with --home",
    "permission": "let this user write to the folder, or choose another with --home",
    "unable to open": "let this user write to the folder, or choose another with --home",
    "not a database": "move the file away, or choose another folder with --home",
    "malformed": "move the file away, or choose another folder with --home",
    "locked": "another process writes for too long: end it, then try again",
}
