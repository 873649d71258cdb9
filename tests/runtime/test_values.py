"""Values with a Python type of their own give back the text they came with."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from hero_runtime.values import Bytes, Date, DateTime


def round_trip(type_: Any, text: str) -> Any:
    """Read a JSON string strictly and write it again."""
    adapter: TypeAdapter[Any] = TypeAdapter(type_)
    value = adapter.validate_json(json.dumps(text), strict=True)
    return json.loads(adapter.dump_json(value))


@pytest.mark.parametrize(
    "text",
    [
        "2026-01-02T03:04:05Z",
        "2026-01-02T03:04:05.120Z",
        "2026-01-02T03:04:05+00:00",
        "2026-01-02T03:04:05.123456-07:30",
        "2026-01-02T03:04:05",
    ],
)
def test_a_moment_keeps_its_text(text: str) -> None:
    assert round_trip(DateTime, text) == text


def test_a_moment_is_a_datetime() -> None:
    adapter: TypeAdapter[datetime] = TypeAdapter(DateTime)
    value = adapter.validate_python("2026-01-02T03:04:05.120Z")
    assert value == datetime(2026, 1, 2, 3, 4, 5, 120_000, UTC)


def test_a_computed_moment_is_written_anew() -> None:
    adapter: TypeAdapter[datetime] = TypeAdapter(DateTime)
    value = adapter.validate_python("2026-01-02T03:04:05.120Z") + timedelta(days=1)
    assert adapter.dump_python(value, mode="json") == "2026-01-03T03:04:05.120000Z"


@given(st.datetimes(timezones=st.just(UTC)))
def test_any_moment_made_in_python_is_read_back(moment: datetime) -> None:
    adapter: TypeAdapter[datetime] = TypeAdapter(DateTime)
    assert adapter.validate_json(adapter.dump_json(moment), strict=True) == moment


@given(st.dates())
def test_any_day_round_trips(day: date) -> None:
    assert round_trip(Date, day.isoformat()) == day.isoformat()


@given(st.binary())
def test_any_bytes_made_in_python_are_read_back(data: bytes) -> None:
    adapter: TypeAdapter[bytes] = TypeAdapter(Bytes)
    assert adapter.validate_json(adapter.dump_json(data), strict=True) == data


@pytest.mark.parametrize("text", ["aGk=", "aGk", "", "AAAA"])
def test_base64_keeps_its_text(text: str) -> None:
    assert round_trip(Bytes, text) == text


@pytest.mark.parametrize(
    ("type_", "text"),
    [
        (DateTime, "tomorrow"),
        (DateTime, "20260102"),
        (Date, "20260102"),
        (Date, "2026-01-02T00:00:00Z"),
        (Bytes, "not base64!"),
    ],
)
def test_other_text_is_refused(type_: Any, text: str) -> None:
    with pytest.raises(ValidationError):
        round_trip(type_, text)
