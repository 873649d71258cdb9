# SERVICE: hero_osis_calendar
# SUMMARY: Calendar events: store whole events, get, list, find, delete them.
# SOCKET: hero_osis_calendar/rpc.sock
# from hero_osis_calendar_client import HeroOsisCalendar, Attendee; hero_osis_calendar_api = HeroOsisCalendar()

from typing import Literal

from hero_runtime import Client, Model, RemoteError

EventStatus = Literal["tentative", "confirmed", "cancelled"]

class Attendee(Model):
    name: str  # 1..200 chars
    email: str
    status: Literal["pending", "accepted", "declined", "tentative"] = "pending"
    optional: bool = False

class Event(Model):
    sid: str = ""  # ~ ^([a-z0-9]{4,32})?$
    title: str  # 1..200 chars
    description: str = ""  # <= 20000 chars
    start_time: int  # epoch seconds
    end_time: int  # epoch seconds
    all_day: bool = False
    location: str = ""  # <= 500 chars
    status: EventStatus = "confirmed"
    attendees: list[Attendee] = []
    tags: list[str] = []
    reminders_minutes: list[int] = [15]
    recurrence: Recurrence | None = None

class Recurrence(Model):
    frequency: Literal["daily", "weekly", "monthly", "yearly"]
    interval: int = 1  # 1..999
    until: int | None = None  # epoch seconds

class EventPage(Model):
    events: list[Event]
    total: int

class EventNotFound(RemoteError): ...
class TheEndIsBeforeTheStart(RemoteError): ...

# arguments: sid ~ ^[a-z0-9]{4,32}$
class HeroOsisCalendar(Client):
    def event_new(self, *, title: str = "New event") -> Event:
        """Build an event with every default filled in, without storing it (title 1..200
        chars)
        """

    def event_get(self, sid: str) -> Event:
        """read: Get one event; raises EventNotFound"""

    def event_set(self, data: Event) -> str:
        """write: Store an event and return its identifier; raises
        TheEndIsBeforeTheStart
        """

    def event_list(self, *, limit: int = 100, offset: int = 0) -> EventPage:
        """read: List the events by start (limit 1..1000, offset 0..1000000000)"""

    def event_delete(self, sid: str) -> None:
        """destructive: raises EventNotFound"""

    def event_exists(self, sid: str) -> bool:
        """read: Say whether the calendar has an event of that identifier"""

    def event_find(
        self,
        *,
        text: str = "",
        from_time: int | None = None,
        to_time: int | None = None,
        status: EventStatus | None = None,
        tag: str | None = None,
    ) -> list[Event]:
        """read: Find the events that meet every condition given, by start (text <= 200
        chars, from_time 0..253402300799, to_time 0..253402300799); raises
        TheEndIsBeforeTheStart
        """
