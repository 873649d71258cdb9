"""Keep events in one SQLite file, apart for each context."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from hero_osis_calendar.models import Event, EventStatus

SCHEMA = """
CREATE TABLE IF NOT EXISTS event (
    context INTEGER NOT NULL,
    sid TEXT NOT NULL,
    start_time INTEGER NOT NULL,
    end_time INTEGER NOT NULL,
    status TEXT NOT NULL,
    data TEXT NOT NULL,
    PRIMARY KEY (context, sid)
);
CREATE INDEX IF NOT EXISTS event_by_start ON event (context, start_time, sid);
"""
UPSERT_EVENT = """
INSERT INTO event (context, sid, start_time, end_time, status, data)
VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (context, sid) DO UPDATE SET start_time = excluded.start_time,
    end_time = excluded.end_time, status = excluded.status, data = excluded.data
"""
FIND_EVENTS = """
SELECT data FROM event
WHERE context = :context
  AND (:status IS NULL OR status = :status)
  AND (:from_time IS NULL OR end_time >= :from_time)
  AND (:to_time IS NULL OR start_time <= :to_time)
ORDER BY start_time, sid
"""


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Conditions that a found event meets; None means that any value does."""

    from_time: int | None
    to_time: int | None
    status: EventStatus | None


class Calendar:
    """Read and write the events of all contexts."""

    def __init__(self, path: Path) -> None:
        """Open the database file and create its table when it is missing."""
        self._connection = sqlite3.connect(path)
        self._connection.executescript(SCHEMA)

    def close(self) -> None:
        """Close the database file."""
        self._connection.close()

    def read_event(self, context: int, sid: str) -> Event | None:
        """Return one event, or None."""
        select = "SELECT data FROM event WHERE context = ? AND sid = ?"
        row = self._connection.execute(select, (context, sid)).fetchone()
        return None if row is None else Event.model_validate_json(row[0])

    def write_event(self, context: int, event: Event) -> None:
        """Store an event; one of the same identifier is replaced."""
        row = (
            context,
            event.sid,
            event.start_time,
            event.end_time,
            event.status.value,
            event.model_dump_json(),
        )
        with self._connection:
            self._connection.execute(UPSERT_EVENT, row)

    def delete_event(self, context: int, sid: str) -> bool:
        """Delete an event; say whether there was one."""
        delete = "DELETE FROM event WHERE context = ? AND sid = ?"
        with self._connection:
            cursor = self._connection.execute(delete, (context, sid))
        return cursor.rowcount > 0

    def count_events(self, context: int) -> int:
        """Return the number of events."""
        select = "SELECT count(*) FROM event WHERE context = ?"
        return int(self._connection.execute(select, (context,)).fetchone()[0])

    def list_events(self, context: int, limit: int, offset: int) -> list[Event]:
        """Return a part of the events by start."""
        rows = self._connection.execute(
            "SELECT data FROM event WHERE context = ? ORDER BY start_time, sid"
            " LIMIT ? OFFSET ?",
            (context, limit, offset),
        )
        return [Event.model_validate_json(data) for (data,) in rows]

    def find_events(self, context: int, wanted: EventFilter) -> list[Event]:
        """Return the events that meet a filter, by start."""
        rows = self._connection.execute(
            FIND_EVENTS,
            {
                "context": context,
                "status": wanted.status.value if wanted.status else None,
                "from_time": wanted.from_time,
                "to_time": wanted.to_time,
            },
        )
        return [Event.model_validate_json(data) for (data,) in rows]
