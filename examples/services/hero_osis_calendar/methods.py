"""The methods of hero_osis_calendar. Signatures and docstrings are the document."""

import secrets
import time
from typing import Annotated

from hero_service.description import Call
from pydantic import Field

from hero_osis_calendar import errors
from hero_osis_calendar.models import Event, EventPage, EventStatus, Sid, Time
from hero_osis_calendar.store import Calendar, EventFilter

HOUR = 3600
SID_BYTES = 6

NewTitle = Annotated[
    str, Field(description="Title of the event.", min_length=1, max_length=200)
]
EventData = Annotated[
    Event, Field(description="The whole event, as a JSON object with every field.")
]
Limit = Annotated[
    int, Field(description="Largest number of events to return.", ge=1, le=1000)
]
Offset = Annotated[
    int, Field(description="Number of events to skip.", ge=0, le=1_000_000_000)
]
Text = Annotated[
    str,
    Field(
        description="Text that title, description or location contains; upper and"
        " lower case are the same. Empty matches every event.",
        max_length=200,
    ),
]
FromTime = Annotated[
    Time | None,
    Field(description="Events that end at this Unix time or later; null for all."),
]
ToTime = Annotated[
    Time | None,
    Field(description="Events that start at this Unix time or before; null for all."),
]
WantedStatus = Annotated[
    EventStatus | None, Field(description="Events of this status; null for all.")
]
WantedTag = Annotated[
    str | None, Field(description="Events that carry this tag; null for all.")
]


def new_event(call: Call[Calendar], title: NewTitle = "New event") -> Event:
    """Build an event with every default filled in, without storing it.

    It starts at the next full hour and lasts one. Its `sid` is unused so far. Guess:
    parameters and result of this method.
    """
    start = (int(time.time()) // HOUR + 1) * HOUR
    return Event(
        sid=choose_sid(),
        title=title,
        description="",
        start_time=start,
        end_time=start + HOUR,
        all_day=False,
        location="",
        status=EventStatus.CONFIRMED,
        attendees=[],
        tags=[],
        reminders_minutes=[15],
        recurrence=None,
    )


def get_event(call: Call[Calendar], sid: Sid) -> Event:
    """Get one event.

    Guess: parameters and result of this method.
    """
    event = call.store.read_event(call.context, sid)
    if event is None:
        raise event_not_found(sid)
    return event


def set_event(call: Call[Calendar], data: EventData) -> Sid:
    """Store an event and return its identifier.

    The event is replaced as a whole, so `data` must be a JSON object with every field,
    also those that have a default; event.new returns such an object. Guess: an empty
    `sid` makes a new event; the result is the identifier.
    """
    check_times(data.start_time, data.end_time)
    event = data if data.sid else data.model_copy(update={"sid": choose_sid()})
    call.store.write_event(call.context, event)
    return event.sid


def list_events(
    call: Call[Calendar], limit: Limit = 100, offset: Offset = 0
) -> EventPage:
    """List the events by start.

    Guess: parameters and result of this method.
    """
    return EventPage(
        events=call.store.list_events(call.context, limit, offset),
        total=call.store.count_events(call.context),
    )


def delete_event(call: Call[Calendar], sid: Sid) -> None:
    """Delete an event.

    Guess: parameters and result of this method.
    """
    if not call.store.delete_event(call.context, sid):
        raise event_not_found(sid)


def exists_event(call: Call[Calendar], sid: Sid) -> bool:
    """Say whether the calendar has an event of that identifier.

    Guess: parameters and result of this method.
    """
    return call.store.read_event(call.context, sid) is not None


def find_events(
    call: Call[Calendar],
    text: Text = "",
    from_time: FromTime = None,
    to_time: ToTime = None,
    status: WantedStatus = None,
    tag: WantedTag = None,
) -> list[Event]:
    """Find the events that meet every condition given, by start.

    Guess: parameters and result of this method.
    """
    if from_time is not None and to_time is not None:
        check_times(from_time, to_time)
    found = call.store.find_events(
        call.context, EventFilter(from_time=from_time, to_time=to_time, status=status)
    )
    return [
        event
        for event in found
        if contains_text(event, text) and (tag is None or tag in event.tags)
    ]


def contains_text(event: Event, text: str) -> bool:
    """Say whether a text occurs in the words of an event."""
    words = "\n".join((event.title, event.description, event.location))
    return text.casefold() in words.casefold()


def check_times(start: int, end: int) -> None:
    """Raise EventTimesInvalid when the end is before the start."""
    if end < start:
        raise errors.EventTimesInvalid(
            f"The end ({end}) is before the start ({start}). Give a later end."
        )


def event_not_found(sid: str) -> errors.EventNotFound:
    """Build the error for an identifier that the calendar does not have."""
    return errors.EventNotFound(
        f"The calendar has no event '{sid}'. Call event.list to see its events."
    )


def choose_sid() -> str:
    """Choose an identifier at random; 48 bits make a collision improbable."""
    return secrets.token_hex(SID_BYTES)
