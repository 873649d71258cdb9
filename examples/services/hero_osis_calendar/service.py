"""Tie the methods of hero_osis_calendar to their names, errors and examples."""

from hero_service.cli import Service
from hero_service.description import (
    MethodDescription,
    MethodExample,
    ServiceDescription,
)
from hero_service.params import ParamsValidatorFactory
from pjrpc.server import MethodRegistry

from hero_osis_calendar import methods
from hero_osis_calendar.errors import EventNotFound, EventTimesInvalid
from hero_osis_calendar.samples import SAMPLES, seed_calendar
from hero_osis_calendar.store import Calendar

DESCRIPTION = ServiceDescription(
    name="hero_osis_calendar",
    title="Hero OSIS Calendar",
    version="0.1.0",
    description="Calendar events: store whole events, get, list, find, delete them.",
)

STANDUP = SAMPLES[0].model_dump(mode="json")

GET_EVENT = MethodDescription(
    tags=("event",),
    errors=(EventNotFound,),
    examples=(
        MethodExample(
            name="A daily event", params={"sid": STANDUP["sid"]}, result=STANDUP
        ),
    ),
)
SET_EVENT = MethodDescription(
    tags=("event",),
    errors=(EventTimesInvalid,),
    examples=(
        MethodExample(
            name="Every field is given",
            params={"data": STANDUP},
            result=STANDUP["sid"],
        ),
    ),
)
EXISTS_EVENT = MethodDescription(
    tags=("event",),
    examples=(
        MethodExample(name="A missing event", params={"sid": "none0000"}, result=False),
    ),
)
FIND_EVENTS = MethodDescription(
    tags=("event",),
    errors=(EventTimesInvalid,),
    examples=(
        MethodExample(
            name="Events of the team",
            params={"text": "stand", "status": "confirmed", "tag": "team"},
            result=[STANDUP],
        ),
    ),
)


def build_registry() -> MethodRegistry:
    """Register every method under its wire name, in the order of the document."""
    plain = MethodDescription(tags=("event",))
    known_event = MethodDescription(tags=("event",), errors=(EventNotFound,))
    registry = MethodRegistry(validator_factory=ParamsValidatorFactory())
    for name, function, description in (
        ("event.new", methods.new_event, plain),
        ("event.get", methods.get_event, GET_EVENT),
        ("event.set", methods.set_event, SET_EVENT),
        ("event.list", methods.list_events, plain),
        ("event.delete", methods.delete_event, known_event),
        ("event.exists", methods.exists_event, EXISTS_EVENT),
        ("event.find", methods.find_events, FIND_EVENTS),
    ):
        registry.add_method(function, name, pass_context=True, metadata=[description])
    return registry


SERVICE = Service(
    description=DESCRIPTION,
    registry=build_registry(),
    open_store=Calendar,
    seed_store=seed_calendar,
    close_store=Calendar.close,
)
