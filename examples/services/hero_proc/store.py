"""Keep actions, services, jobs and logs in one SQLite file."""

import json
import sqlite3
import threading
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SCHEMA = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
CREATE TABLE IF NOT EXISTS action (name TEXT PRIMARY KEY, spec TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS service (
    name TEXT PRIMARY KEY, spec TEXT NOT NULL, wanted TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS job (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    action TEXT NOT NULL,
    spec TEXT NOT NULL,
    inputs TEXT NOT NULL,
    service TEXT,
    phase TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    exit_code INTEGER,
    error TEXT,
    pid INTEGER,
    created_at INTEGER NOT NULL,
    started_at INTEGER,
    finished_at INTEGER
);
CREATE TABLE IF NOT EXISTS log (
    number INTEGER PRIMARY KEY,
    job TEXT,
    attempt INTEGER,
    source TEXT,
    stream TEXT,
    level TEXT,
    timestamp INTEGER NOT NULL,
    line TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS log_of_job ON log (job, attempt, number);
"""
ACTIVE = ("pending", "running")
JOB_FIELDS = (
    *("id", "action", "phase", "attempt", "exit_code", "error"),
    *("created_at", "started_at", "finished_at"),
)
CHANGEABLE = (
    *("phase", "attempt", "exit_code", "error", "pid"),
    *("started_at", "finished_at"),
)


@dataclass(frozen=True, slots=True)
class StoredJob:
    """A row of the job table."""

    row: Mapping[str, Any]

    @property
    def id(self) -> str:
        """Return the identifier."""
        return str(self.row["id"])

    @property
    def spec(self) -> dict[str, Any]:
        """Return the action as it was when the job was created."""
        spec: dict[str, Any] = json.loads(self.row["spec"])
        return spec

    @property
    def inputs(self) -> dict[str, Any]:
        """Return the inputs."""
        inputs: dict[str, Any] = json.loads(self.row["inputs"])
        return inputs

    @property
    def wire(self) -> dict[str, Any]:
        """Return the form that crosses the wire."""
        return {name: self.row[name] for name in JOB_FIELDS}


class Store:
    """Read and write the file; safe to use from many threads."""

    def __init__(self, path: Path) -> None:
        """Open the file; make it if it is not there."""
        self._connection = sqlite3.connect(
            path, check_same_thread=False, isolation_level=None
        )
        self._connection.row_factory = sqlite3.Row
        self._lock = threading.Lock()
        self._connection.executescript(SCHEMA)

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    def query(self, statement: str, *values: object) -> list[dict[str, Any]]:
        """Run a statement and return its rows."""
        with self._lock:
            return [dict(row) for row in self._connection.execute(statement, values)]

    def write_spec(self, table: str, spec: Mapping[str, Any]) -> None:
        """Write an action or a service over one of the same name."""
        text = json.dumps(spec)
        if table == "action":
            statement = "INSERT OR REPLACE INTO action (name, spec) VALUES (?, ?)"
            self.query(statement, spec["name"], text)
            return
        statement = (
            "INSERT OR REPLACE INTO service (name, spec, wanted) VALUES (?, ?, ?)"
        )
        self.query(statement, spec["name"], text, "stop")

    def read_spec(self, table: str, name: str) -> dict[str, Any] | None:
        """Read an action or a service."""
        statement = {
            "action": "SELECT spec FROM action WHERE name = ?",
            "service": "SELECT spec FROM service WHERE name = ?",
        }[table]
        rows = self.query(statement, name)
        return json.loads(rows[0]["spec"]) if rows else None

    def add_job(
        self,
        identifier: str,
        spec: Mapping[str, Any],
        inputs: Mapping[str, Any],
        service: str | None,
    ) -> None:
        """Add a job that is pending."""
        self.query(
            "INSERT INTO job (id, action, spec, inputs, service, phase, attempt,"
            " created_at) VALUES (?, ?, ?, ?, ?, 'pending', 1, ?)",
            *(identifier, spec["name"], json.dumps(spec), json.dumps(inputs)),
            *(service, now_ms()),
        )

    def change_job(self, identifier: str, **changes: object) -> None:
        """Change fields of a job."""
        assert set(changes) <= set(CHANGEABLE)
        fields = ", ".join(f"{name} = ?" for name in changes)
        self.query(
            f"UPDATE job SET {fields} WHERE id = ?", *changes.values(), identifier
        )

    def find_job(self, identifier: str) -> StoredJob | None:
        """Find a job."""
        rows = self.query("SELECT * FROM job WHERE id = ?", identifier)
        return StoredJob(rows[0]) if rows else None

    def list_jobs(
        self, action: str | None, phase: str | None, limit: int
    ) -> list[StoredJob]:
        """List jobs, the newest first."""
        rows = self.query(
            "SELECT * FROM job WHERE (? IS NULL OR action = ?)"
            " AND (? IS NULL OR phase = ?) ORDER BY number DESC LIMIT ?",
            *(action, action, phase, phase, limit),
        )
        return [StoredJob(row) for row in rows]

    def list_active_jobs(self, service: str | None = None) -> list[StoredJob]:
        """List the jobs that run or wait, of one service if one is given."""
        rows = self.query(
            "SELECT * FROM job WHERE phase IN (?, ?) AND (? IS NULL OR service = ?)"
            " ORDER BY number",
            *(*ACTIVE, service, service),
        )
        return [StoredJob(row) for row in rows]

    def list_last_jobs(self, service: str) -> list[StoredJob]:
        """List the last job of each action of a service."""
        rows = self.query(
            "SELECT * FROM job WHERE number IN"
            " (SELECT max(number) FROM job WHERE service = ? GROUP BY action)"
            " ORDER BY number",
            service,
        )
        return [StoredJob(row) for row in rows]

    def add_lines(self, rows: Iterable[tuple[object, ...]]) -> None:
        """Add lines: job, attempt, source, stream, level, timestamp, line."""
        with self._lock, self._connection:
            self._connection.execute("BEGIN")
            self._connection.executemany(
                "INSERT INTO log (job, attempt, source, stream, level, timestamp, line)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                rows,
            )

    def list_lines(self, job: str, attempt: int, limit: int) -> list[dict[str, Any]]:
        """List the last lines of an attempt, in order."""
        rows = self.query(
            "SELECT line, timestamp, source, stream, level FROM log"
            " WHERE job = ? AND attempt = ? ORDER BY number DESC LIMIT ?",
            *(job, attempt, limit),
        )
        return rows[::-1]


def now_ms() -> int:
    """Return the time in milliseconds since the Unix epoch."""
    return time.time_ns() // 1_000_000
