"""The five shapes of unions: the right member is found, both ways."""

from __future__ import annotations

import pytest

from hero_runtime import ParameterError, ResultError
from tests.functional.service import GeneratedService
from tests.generator.documents import (
    INTEGER,
    STRING,
    Json,
    document,
    method,
    object_schema,
    param,
    schema_reference,
    schemas,
)


def echo(name: str) -> Json:
    """Return a method that takes and gives one of the named types."""
    schema = schema_reference(name)
    return method(name, param("value", schema, required=True), result=schema)


DOCUMENT = document(
    *map(echo, ("Shape", "Event", "Command", "By", "Size", "Level", "Message")),
    components=schemas(
        Shape={
            "oneOf": [
                schema_reference("Circle"),
                schema_reference("Square"),
                {"type": "null"},
            ]
        },
        Circle=object_schema("kind", "r", kind={"const": "circle"}, r=INTEGER),
        Square=object_schema("kind", "r", kind={"enum": ["square"]}, r=INTEGER),
        Event={
            "oneOf": [
                object_schema(
                    "class", "id", **{"class": {"const": "made"}, "id": INTEGER}
                ),
                object_schema("class", **{"class": {"const": "gone"}}),
            ]
        },
        Command={
            "oneOf": [
                object_schema("Start", Start=object_schema("id", id=INTEGER)),
                object_schema("Stop", Stop=object_schema("id", id=INTEGER)),
                {"enum": ["Status"]},
            ]
        },
        By={
            "anyOf": [
                object_schema("id", id=INTEGER),
                object_schema("name", name=STRING),
            ]
        },
        Size={"oneOf": [INTEGER, STRING, {"type": "array", "items": INTEGER}]},
        Level={"oneOf": [{"const": "low"}, {"enum": ["high", "higher"]}]},
        Message={
            "allOf": [
                object_schema("id", id=INTEGER),
                {
                    "oneOf": [
                        object_schema("text", text=STRING),
                        object_schema("image", image=STRING),
                    ]
                },
            ]
        },
    ),
)

# Method, value, and the class of the result if it is a model.
FITTING = [
    ("shape", {"kind": "circle", "r": 1}, "Circle"),
    ("shape", {"kind": "square", "r": 1}, "Square"),
    ("shape", None, None),
    ("event", {"class": "made", "id": 1}, "EventMade"),
    ("event", {"class": "gone"}, "EventGone"),
    ("command", {"Start": {"id": 1}}, "CommandStart"),
    ("command", {"Stop": {"id": 1}}, "CommandStop"),
    ("command", "Status", None),
    ("by", {"id": 1}, "ById"),
    ("by", {"name": "x"}, "ByName"),
    ("size", 1, None),
    ("size", "1", None),
    ("size", [1, 2], None),
    ("level", "low", None),
    ("level", "higher", None),
    ("message", {"id": 1, "text": "x"}, "MessageText"),
    ("message", {"id": 1, "image": "x"}, "MessageImage"),
]
WRONG = [
    ("shape", {"kind": "oval", "r": 1}),
    ("shape", {"r": 1}),
    ("event", {"class": "made"}),
    ("command", {"Begin": {}}),
    ("command", "status"),
    ("by", {}),
    ("size", {"a": 1}),
    ("level", "lower"),
    ("message", {"id": 1}),
]


@pytest.mark.parametrize(("name", "value", "model"), FITTING)
def test_a_member_is_found_in_a_result(
    name: str, value: object, model: str | None, service: GeneratedService
) -> None:
    service.result = value
    received = getattr(service.client, name)(value)
    assert service.params == {"value": value}
    if model is None:
        assert received == value and type(received) is type(value)
    else:
        assert type(received) is getattr(service.models, model)
        service.requests.clear()
        getattr(service.client, name)(received)
        assert service.params == {"value": value}


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_what_is_no_member_is_refused(
    name: str, value: object, service: GeneratedService
) -> None:
    with pytest.raises(ParameterError, match="value"):
        getattr(service.client, name)(value)
    assert service.requests == []


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_result_that_is_no_member_is_refused(
    name: str, value: object, service: GeneratedService
) -> None:
    fitting = next(given for method, given, _ in FITTING if method == name)
    service.result = value
    with pytest.raises(ResultError):
        getattr(service.client, name)(fitting)
