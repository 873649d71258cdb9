"""The application errors of hero_osis_calendar: positive codes, as Hero uses."""

from pjrpc.server.exceptions import TypedError


class EventNotFound(TypedError):
    """Say that the calendar has no event of that identifier."""

    CODE = 1101
    MESSAGE = "Event not found"


class EventTimesInvalid(TypedError):
    """Say that an event or a search ends before it starts."""

    CODE = 1102
    MESSAGE = "The end is before the start"
