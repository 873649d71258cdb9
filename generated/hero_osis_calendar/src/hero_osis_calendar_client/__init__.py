"""Client package of hero_osis_calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hero_runtime.lazy import lazy_attributes

if TYPE_CHECKING:
    from hero_osis_calendar_client.async_client import AsyncHeroOsisCalendar
    from hero_osis_calendar_client.batch_client import BatchHeroOsisCalendar
    from hero_osis_calendar_client.client import HeroOsisCalendar
    from hero_osis_calendar_client.errors import EventNotFound, TheEndIsBeforeTheStart
    from hero_osis_calendar_client.models import (
        Attendee,
        AttendeeStatus,
        Event,
        EventPage,
        EventStatus,
        Frequency,
        Recurrence,
    )
else:
    __getattr__, __dir__ = lazy_attributes(
        __name__,
        {
            "async_client": ("AsyncHeroOsisCalendar",),
            "batch_client": ("BatchHeroOsisCalendar",),
            "client": ("HeroOsisCalendar",),
            "errors": ("EventNotFound", "TheEndIsBeforeTheStart"),
            "models": (
                "Attendee",
                "AttendeeStatus",
                "Event",
                "EventPage",
                "EventStatus",
                "Frequency",
                "Recurrence",
            ),
        },
    )

__all__ = (
    "AsyncHeroOsisCalendar",
    "Attendee",
    "AttendeeStatus",
    "BatchHeroOsisCalendar",
    "Event",
    "EventNotFound",
    "EventPage",
    "EventStatus",
    "Frequency",
    "HeroOsisCalendar",
    "Recurrence",
    "TheEndIsBeforeTheStart",
)
