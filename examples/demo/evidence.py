"""Look for what the agent did, past everything that the agent says."""

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from hero_osis_calendar_client import HeroOsisCalendar


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """An event, and where it was seen."""

    sid: str
    title: str
    start: int
    end: int

    def __str__(self) -> str:
        """Say what it is in a line, in local time."""
        start, end = map(datetime.fromtimestamp, (self.start, self.end))
        return f"{self.title}, {start:%A %d %B %Y, %H:%M} to {end:%H:%M} ({self.sid})"


def fetch_events(socket: Path) -> list[StoredEvent]:
    """Ask the service for all events, with the generated client."""
    with HeroOsisCalendar(str(socket)) as client:
        return [
            StoredEvent(one.sid, one.title, one.start_time, one.end_time)
            for one in client.event_list().events
        ]


def read_events(database: Path) -> list[StoredEvent]:
    """Read all events from the database file of the service."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        rows = connection.execute(
            "SELECT sid, data, start_time, end_time FROM event ORDER BY start_time, sid"
        )
        return [
            StoredEvent(sid, json.loads(data)["title"], start, end)
            for sid, data, start, end in rows
        ]
