"""Types of parameters and results of hero_osis_calendar. Generated: do not edit."""

from __future__ import annotations

from typing import Annotated, Final, Union

from pydantic import Field

from hero_osis_calendar_client.models import Event, EventPage, EventStatus

PARAMETERS: Final[dict[str, dict[str, object]]] = {
    "event.new": {"title": Annotated[str, Field(max_length=200, min_length=1)]},
    "event.get": {"sid": Annotated[str, Field(pattern="^[a-z0-9]{4,32}$")]},
    "event.set": {"data": Event},
    "event.list": {
        "limit": Annotated[int, Field(ge=1, le=1000)],
        "offset": Annotated[int, Field(ge=0, le=1000000000)],
    },
    "event.delete": {"sid": Annotated[str, Field(pattern="^[a-z0-9]{4,32}$")]},
    "event.exists": {"sid": Annotated[str, Field(pattern="^[a-z0-9]{4,32}$")]},
    "event.find": {
        "text": Annotated[str, Field(max_length=200)],
        "from_time": Union[Annotated[int, Field(ge=0, le=253402300799)], None],
        "to_time": Union[Annotated[int, Field(ge=0, le=253402300799)], None],
        "status": Union[EventStatus, None],
        "tag": Union[str, None],
    },
}
"""Types of parameters, by method and name on the wire."""

RESULTS: Final[dict[str, object]] = {
    "event.new": Event,
    "event.get": Event,
    "event.set": Annotated[str, Field(pattern="^[a-z0-9]{4,32}$")],
    "event.list": EventPage,
    "event.delete": None,
    "event.exists": bool,
    "event.find": list[Event],
}
"""Types of results, by method."""
