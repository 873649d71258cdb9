"""The models of hero_osis_calendar, as they cross the wire.

An OSIS rootobject wants every field in each `set` call, also where the schema names
a default (known). The fields of an event themselves are a guess.
"""

from enum import Enum
from typing import Annotated, Any

from hero_service.wire import WireModel
from pydantic import Field

SID_PATTERN = r"^[a-z0-9]{4,32}$"
LATEST_TIME = 253402300799  # 9999-12-31T23:59:59Z


class EventStatus(str, Enum):
    """Whether an event takes place. Guess: the set, after iCalendar (RFC 5545)."""

    TENTATIVE = "tentative"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"


class AttendeeStatus(str, Enum):
    """What an attendee answered. Guess: the set, after iCalendar (RFC 5545)."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    TENTATIVE = "tentative"


class Frequency(str, Enum):
    """How often an event repeats. Guess: the set, after iCalendar (RFC 5545)."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    YEARLY = "yearly"


Sid = Annotated[
    str,
    Field(description="Identifier of the event. Guess: its form.", pattern=SID_PATTERN),
]
Time = Annotated[int, Field(ge=0, le=LATEST_TIME)]
Tag = Annotated[str, Field(min_length=1, max_length=64)]


def required(description: str, default: Any, **constraints: Any) -> Any:
    """Describe a field that is required on the wire though its schema has a default."""
    extra = {"default": default}
    return Field(description=description, json_schema_extra=extra, **constraints)


class Attendee(WireModel):
    """A person invited to an event. Guess: every field."""

    name: str = Field(description="Name of the person.", min_length=1, max_length=200)
    email: str = Field(description="E-mail address; empty when unknown.")
    status: AttendeeStatus = Field(
        default=AttendeeStatus.PENDING, description="What the person answered."
    )
    optional: bool = Field(
        default=False, description="Whether the event can do without the person."
    )


class Recurrence(WireModel):
    """How an event repeats. Guess: every field."""

    frequency: Frequency = Field(description="Unit of the interval.")
    interval: int = Field(
        default=1, description="Number of units between two occurrences.", ge=1, le=999
    )
    until: Time | None = Field(
        default=None,
        description="Last moment of the series in seconds since the Unix epoch, null"
        " for an endless one.",
    )


class Event(WireModel):
    """A calendar event. Every field is required in `event.set`. Guess: the fields."""

    sid: str = required(
        "Identifier of the event; empty in `event.set` for a new event.",
        "",
        pattern=r"^([a-z0-9]{4,32})?$",
    )
    title: str = Field(description="Title of the event.", min_length=1, max_length=200)
    description: str = required("Longer text, Markdown.", "", max_length=20_000)
    start_time: Time = Field(description="Start, in seconds since the Unix epoch.")
    end_time: Time = Field(
        description="End, in seconds since the Unix epoch; not before the start."
    )
    all_day: bool = required("Whether the event lasts whole days.", False)
    location: str = required("Where the event takes place.", "", max_length=500)
    status: EventStatus = required("Whether the event takes place.", "confirmed")
    attendees: list[Attendee] = required("People invited to the event.", [])
    tags: list[Tag] = required("Tags of the event, in order.", [])
    reminders_minutes: list[Annotated[int, Field(ge=0, le=40_320)]] = required(
        "Reminders, in minutes before the start.", [15]
    )
    recurrence: Recurrence | None = required(
        "How the event repeats, null when it does not.", None
    )


class EventPage(WireModel):
    """A part of the events of a calendar, ordered by start. Guess: the shape."""

    events: list[Event] = Field(description="At most `limit` events.")
    total: int = Field(description="Number of events in the calendar.", ge=0)
