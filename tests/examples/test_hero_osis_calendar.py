"""hero_osis_calendar: every method, its errors, and the whole object `set` wants."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from .schema_check import read_document, value_problems
from .service_process import RunningService, running_service

EVENT: dict[str, Any] = {
    "sid": "meeting01",
    "title": "Meeting",
    "description": "Budget",
    "start_time": 1_800_000_000,
    "end_time": 1_800_003_600,
    "all_day": False,
    "location": "Room 2",
    "status": "tentative",
    "attendees": [
        {"name": "Noor", "email": "", "status": "accepted", "optional": False}
    ],
    "tags": ["team"],
    "reminders_minutes": [15, 60],
    "recurrence": {"frequency": "weekly", "interval": 2, "until": None},
}
FIELDS = sorted(EVENT)


@pytest.fixture
def filled(calendar: RunningService) -> RunningService:
    assert calendar.call("event.set", data=EVENT) == "meeting01"
    return calendar


@pytest.fixture
def seeded(tmp_path: Path) -> Iterator[RunningService]:
    with running_service("hero_osis_calendar", tmp_path, "--seed") as service:
        yield service


def changed(**fields: Any) -> dict[str, Any]:
    return {**EVENT, **fields}


def test_every_method_answers_as_the_document_says(filled: RunningService) -> None:
    calls: dict[str, dict[str, Any]] = {
        "event.new": {"title": "Lunch"},
        "event.set": {"data": EVENT},
        "event.get": {"sid": "meeting01"},
        "event.list": {},
        "event.exists": {"sid": "meeting01"},
        "event.find": {"text": "budget"},
        "event.delete": {"sid": "meeting01"},
    }
    document = read_document("hero_osis_calendar")
    assert {method["name"] for method in document["methods"]} == set(calls)
    results = {method["name"]: method["result"] for method in document["methods"]}
    for method, params in calls.items():
        result = filled.call(method, **params)
        assert value_problems(document, results[method]["schema"], result) == []


def test_document_requires_every_field_though_many_have_defaults() -> None:
    event = read_document("hero_osis_calendar")["components"]["schemas"]["Event"]
    assert sorted(event["required"]) == sorted(event["properties"]) == FIELDS
    defaults = [name for name in FIELDS if "default" in event["properties"][name]]
    assert len(defaults) >= 6


def test_set_and_get(filled: RunningService) -> None:
    assert filled.call("event.get", sid="meeting01") == EVENT
    filled.call("event.set", data=changed(title="Moved", recurrence=None))
    assert filled.call("event.get", sid="meeting01")["title"] == "Moved"
    assert filled.call("event.list")["total"] == 1


def test_set_without_identifier_makes_an_event(filled: RunningService) -> None:
    sid = filled.call("event.set", data=changed(sid=""))
    assert sid not in ("", "meeting01")
    assert filled.call("event.get", sid=sid) == changed(sid=sid)


def test_new_is_complete_and_not_stored(calendar: RunningService) -> None:
    event = calendar.call("event.new", title="Lunch")
    assert sorted(event) == FIELDS
    assert event["title"] == "Lunch"
    assert calendar.call("event.exists", sid=event["sid"]) is False
    assert calendar.call("event.set", data=event) == event["sid"]
    assert calendar.call("event.get", sid=event["sid"]) == event


def test_set_refuses_a_json_string(empty_calendar: RunningService) -> None:
    code, message = empty_calendar.fail("event.set", data='{"title": "Meeting"}')
    assert code == -32602
    assert "data: a JSON object is required, not a string" in message


@pytest.mark.parametrize("field", FIELDS)
def test_set_refuses_a_missing_field(
    empty_calendar: RunningService, field: str
) -> None:
    event = {key: value for key, value in EVENT.items() if key != field}
    code, message = empty_calendar.fail("event.set", data=event)
    assert code == -32602
    assert f"data.{field}: required, but missing" in message
    assert empty_calendar.call("event.list")["total"] == 0


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"color": "red"}, "data.color: unknown"),
        ({"status": "maybe"}, "data.status:"),
        ({"start_time": "1800000000"}, "data.start_time:"),
        ({"all_day": 0}, "data.all_day:"),
        ({"attendees": [{"name": "Noor"}]}, "data.attendees.0.email: required"),
        ({"recurrence": {}}, "data.recurrence.frequency: required"),
        ({"sid": "NO"}, "data.sid:"),
    ],
)
def test_set_refuses_another_form(
    empty_calendar: RunningService, fields: dict[str, Any], place: str
) -> None:
    code, message = empty_calendar.fail("event.set", data=changed(**fields))
    assert code == -32602
    assert place in message


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({}, ["meeting01", "meeting02"]),
        ({"text": "BUDGET"}, ["meeting01"]),
        ({"text": "room 2"}, ["meeting01"]),
        ({"text": "nothing"}, []),
        ({"status": "cancelled"}, ["meeting02"]),
        ({"tag": "team"}, ["meeting01"]),
        ({"from_time": 1_800_003_601}, ["meeting02"]),
        ({"from_time": 1_800_003_600}, ["meeting01", "meeting02"]),
        ({"to_time": 1_800_000_000, "status": None}, ["meeting01"]),
    ],
)
def test_find(
    filled: RunningService, params: dict[str, Any], expected: list[str]
) -> None:
    later = {"start_time": 1_900_000_000, "end_time": 1_900_000_000}
    words = {"description": "", "location": "", "tags": [], "status": "cancelled"}
    filled.call("event.set", data=changed(sid="meeting02", **later, **words))
    found = filled.call("event.find", **params)
    assert [event["sid"] for event in found] == expected


def test_list_in_parts(filled: RunningService) -> None:
    filled.call("event.set", data=changed(sid="meeting00", start_time=1))
    page = filled.call("event.list", limit=1)
    assert [event["sid"] for event in page["events"]] == ["meeting00"]
    assert page["total"] == 2
    page = filled.call("event.list", limit=1, offset=1)
    assert [event["sid"] for event in page["events"]] == ["meeting01"]


def test_delete(filled: RunningService) -> None:
    assert filled.call("event.delete", sid="meeting01") is None
    assert filled.call("event.exists", sid="meeting01") is False


@pytest.mark.parametrize(
    ("method", "params", "code"),
    [
        ("event.get", {"sid": "none0000"}, 1101),
        ("event.delete", {"sid": "none0000"}, 1101),
        ("event.set", {"data": changed(end_time=1)}, 1102),
        ("event.find", {"from_time": 2, "to_time": 1}, 1102),
    ],
)
def test_errors_are_declared(
    empty_calendar: RunningService, method: str, params: dict[str, Any], code: int
) -> None:
    found, message = empty_calendar.fail(method, **params)
    assert found == code
    assert message.endswith(".")
    document = read_document("hero_osis_calendar")
    methods = {item["name"]: item for item in document["methods"]}
    assert code in [error["code"] for error in methods[method]["errors"]]


def test_context_scopes_the_events(filled: RunningService) -> None:
    filled.call("event.set", context="7", data=changed(title="Other"))
    assert filled.call("event.get", sid="meeting01")["title"] == "Meeting"
    assert filled.call("event.get", context="7", sid="meeting01")["title"] == "Other"
    assert filled.call("event.list", context="8") == {"events": [], "total": 0}
    assert filled.call("event.find", context="8") == []
    assert filled.fail("event.delete", context="8", sid="meeting01")[0] == 1101


def test_examples_are_true_of_the_samples(seeded: RunningService) -> None:
    shown = 0
    for method in read_document("hero_osis_calendar")["methods"]:
        for example in method.get("examples", []):
            params = {item["name"]: item["value"] for item in example["params"]}
            result = seeded.call(method["name"], **params)
            assert result == example["result"]["value"], example["name"]
            shown += 1
    assert shown >= 4
