"""Sample events for `--seed`."""

from hero_osis_calendar.models import (
    Attendee,
    Event,
    EventStatus,
    Frequency,
    Recurrence,
)
from hero_osis_calendar.store import Calendar

SAMPLES = (
    Event(
        sid="standup0001",
        title="Stand-up",
        description="What was done, what comes next.",
        start_time=1767344400,
        end_time=1767345300,
        all_day=False,
        location="Room 2",
        status=EventStatus.CONFIRMED,
        attendees=[Attendee(name="Noor", email="noor@example.org")],
        tags=["team"],
        reminders_minutes=[5],
        recurrence=Recurrence(frequency=Frequency.DAILY),
    ),
    Event(
        sid="holiday0001",
        title="New Year's Day",
        description="",
        start_time=1767225600,
        end_time=1767311999,
        all_day=True,
        location="",
        status=EventStatus.CONFIRMED,
        attendees=[],
        tags=["holiday"],
        reminders_minutes=[],
        recurrence=Recurrence(frequency=Frequency.YEARLY),
    ),
)


def seed_calendar(calendar: Calendar) -> None:
    """Add the sample events that context 0 lacks."""
    for event in SAMPLES:
        if calendar.read_event(0, event.sid) is None:
            calendar.write_event(0, event)
