# SERVICE: hero_osis_calendar
# SUMMARY: Calendar events: store whole events, get, list, find, delete them.
# SOCKET: hero_osis_calendar/rpc.sock
# from hero_osis_calendar_client import HeroOsisCalendar; client = HeroOsisCalendar()
# AsyncHeroOsisCalendar has the same methods, awaited.
# with client.batch() as batch: each method gives an object with result() after the block.

from typing import Literal, TypeAlias

from hero_runtime.client import Client
from hero_runtime.model import Model

AttendeeStatus: TypeAlias = Literal["pending", "accepted", "declined", "tentative"]
EventStatus: TypeAlias = Literal["tentative", "confirmed", "cancelled"]
Frequency: TypeAlias = Literal["daily", "weekly", "monthly", "yearly"]

class Attendee(Model):
    name: str
    email: str
    status: AttendeeStatus = "pending"
    optional: bool = False

class Event(Model):
    sid: str = ""
    title: str
    description: str = ""
    start_time: int
    end_time: int
    all_day: bool = False
    location: str = ""
    status: EventStatus = "confirmed"
    attendees: list[Attendee] = []
    tags: list[str] = []
    reminders_minutes: list[int] = [15]
    recurrence: Recurrence | None = None

class Recurrence(Model):
    frequency: Frequency
    interval: int = 1
    until: int | None = None

class EventPage(Model):
    events: list[Event]
    total: int

class HeroOsisCalendar(Client):
    def event_new(self, *, title: str = "New event") -> Event:
        """Build an event with every default filled in, without storing it."""

    def event_get(self, sid: str) -> Event:
        """Get one event."""

    def event_set(self, data: Event) -> str:
        """Store an event and return its identifier."""

    def event_list(self, *, limit: int = 100, offset: int = 0) -> EventPage:
        """List the events by start."""

    def event_delete(self, sid: str) -> None:
        """Delete an event."""

    def event_exists(self, sid: str) -> bool:
        """Say whether the calendar has an event of that identifier."""

    def event_find(
        self,
        *,
        text: str = "",
        from_time: int | None = None,
        to_time: int | None = None,
        status: EventStatus | None = None,
        tag: str | None = None,
    ) -> list[Event]:
        """Find the events that meet every condition given, by start."""
