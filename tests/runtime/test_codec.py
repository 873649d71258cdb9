"""Parameters become JSON values, and results become what the document says."""

import datetime
import enum
import sys
from collections.abc import Iterator
from math import nan
from threading import Barrier, Thread
from types import ModuleType
from typing import Any, Literal

import pytest

from hero_runtime.codec import Codec, codec_of
from hero_runtime.errors import InterfaceMismatch, ParameterError, ResultError
from hero_runtime.model import Model

PACKAGE = "codec_test_client"


class Colour(enum.Enum):
    """Be an enumeration of text."""

    RED = "red"


class Level(enum.IntEnum):
    """Be an enumeration of numbers."""

    LOW = 1


class Part(Model):
    """Be an object within another."""

    count: int
    weight: float | None = None


class Whole(Model):
    """Be an object with others."""

    parts: list[Part] = []
    by_name: dict[str, Part] = {}
    free: Any = None


TYPES: dict[str, Any] = {
    "any": Any,
    "int": int,
    "float": float,
    "number": int | float,
    "str": str,
    "bool": bool,
    "null": None,
    "int_or_str": int | str,
    "list": list[int],
    "map": dict[str, int],
    "time": datetime.datetime,
    "colour": Colour,
    "level": Level,
    "literal": Literal[1, "a"],
    "whole": Whole,
    "whole_or_list": Whole | list[Whole],
    "optional": Whole | None,
}


@pytest.fixture
def codec(monkeypatch: pytest.MonkeyPatch) -> Iterator[Codec]:
    """Return a codec whose methods take and return one type each."""
    signatures = ModuleType(f"{PACKAGE}.signatures")
    vars(signatures)["PARAMETERS"] = {name: {"p": TYPES[name]} for name in TYPES}
    vars(signatures)["RESULTS"] = TYPES
    monkeypatch.setitem(sys.modules, PACKAGE, ModuleType(PACKAGE))
    monkeypatch.setitem(sys.modules, f"{PACKAGE}.signatures", signatures)
    codec_of.cache_clear()
    yield codec_of(PACKAGE)
    codec_of.cache_clear()


MOMENT = datetime.datetime(2024, 1, 2, tzinfo=datetime.timezone.utc)


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("int", 2**200, 2**200),
        ("any", {"a": [2**200, None]}, {"a": [2**200, None]}),
        ("any", Whole(parts=[Part(count=1)]), {"parts": [{"count": 1}]}),
        ("time", MOMENT, "2024-01-02T00:00:00Z"),
        ("colour", Colour.RED, "red"),
        ("colour", "red", "red"),
        ("whole", {"parts": [{"count": 1, "x": None}]}, None),
        ("whole", {"by_name": {"a": {"count": 1}}}, None),
        ("whole", {"parts": [{"count": 1, "weight": None}]}, None),
        ("whole", Whole(), {}),
        ("whole_or_list", [{"free": {"a": 1}}], None),
        ("optional", None, None),
    ],
)
def test_parameters(codec: Codec, name: str, value: object, expected: object) -> None:
    expected = value if expected is None else expected
    assert codec.encode(name, {"p": value}) == {"p": expected}


@pytest.mark.parametrize(
    ("name", "value", "field"),
    [
        ("int", "x", "p"),
        ("int", None, "p"),
        ("list", [1, "x"], "p[1]"),
        ("map", {"a": "x"}, "p.a"),
        ("whole", "{}", "p"),
        ("whole", {"parts": [{"count": 1}, {"count": "x"}]}, "p.parts[1].count"),
        ("whole", {"by_name": {"k\x1b": {}}}, "p.by_name.k\\x1b.count"),
        ("any", object(), "p"),
    ],
)
def test_wrong_parameters(codec: Codec, name: str, value: object, field: str) -> None:
    with pytest.raises(ParameterError) as caught:
        codec.encode(name, {"p": value})
    assert caught.value.field == field
    assert str(caught.value).startswith("parameter 'p'")
    assert "\x1b" not in str(caught.value)


def test_a_field_that_was_assigned_a_wrong_value_is_refused(codec: Codec) -> None:
    part: Any = Part(count=1)
    part.count = "many"
    with pytest.raises(ParameterError, match="'p' cannot be written as JSON"):
        codec.encode("whole", {"p": Whole(parts=[part])})


def test_values_that_contain_themselves_are_refused(codec: Codec) -> None:
    loop: list[object] = []
    loop.append(loop)
    with pytest.raises(ParameterError, match="'p' cannot be written as JSON"):
        codec.encode("any", {"p": loop})


@pytest.mark.parametrize("name", ["any", "float", "number", "whole", "whole_or_list"])
def test_not_a_number_does_not_become_null(codec: Codec, name: str) -> None:
    value = {"free": nan, "x": nan} if name.startswith("whole") else nan
    encoded = codec.encode(name, {"p": value})
    assert "nan" in str(encoded)
    assert "None" not in str(encoded)


@pytest.mark.parametrize(
    ("name", "result", "expected"),
    [
        ("any", {"a": [1.0, None]}, {"a": [1.0, None]}),
        ("int", 2**200, 2**200),
        ("int", 1.0, 1),
        ("int", -0.0, 0),
        ("float", 1, 1.0),
        ("number", 1, 1),
        ("number", 1.5, 1.5),
        ("int_or_str", "1", "1"),
        ("int_or_str", 1, 1),
        ("list", [1, 2.0], [1, 2]),
        ("map", {"a": 3.0}, {"a": 3}),
        ("time", "2024-01-02T00:00:00Z", MOMENT),
        ("colour", "red", Colour.RED),
        ("level", 1.0, Level.LOW),
        ("literal", 1, 1),
        ("null", None, None),
        ("optional", None, None),
        ("str", "é\U0001f600", "é\U0001f600"),
    ],
)
def test_results(codec: Codec, name: str, result: object, expected: object) -> None:
    decoded = codec.decode(name, result)
    assert decoded == expected
    assert type(decoded) is type(expected)


@pytest.mark.parametrize(
    ("name", "result", "field"),
    [
        ("int", "1", "result"),
        ("int", 1.5, "result"),
        ("int", True, "result"),
        ("int", 1e300, "result"),
        ("float", "1", "result"),
        ("str", 1, "result"),
        ("bool", 1, "result"),
        ("bool", "true", "result"),
        ("null", 0, "result"),
        ("list", [1.0, 1.5], "result[1]"),
        ("time", 12345, "result"),
        ("colour", "blue", "result"),
        ("whole", [], "result"),
        ("whole", '{"parts": []}', "result"),
        ("whole", {"parts": [{"count": 1}, {}]}, "result.parts[1].count"),
    ],
)
def test_wrong_results(codec: Codec, name: str, result: object, field: str) -> None:
    with pytest.raises(ResultError) as caught:
        codec.decode(name, result)
    assert caught.value.field == field
    assert f"{field}: " in str(caught.value)


def test_many_wrong_values_make_a_short_message(codec: Codec) -> None:
    with pytest.raises(ResultError, match="and 995 more") as caught:
        codec.decode("list", ["x"] * 1000)
    assert len(str(caught.value)) < 2000


def test_a_whole_number_is_read_beside_other_numbers(codec: Codec) -> None:
    result = {"parts": [{"count": 2.0, "weight": 3.5, "x": 1.5}]}
    whole: Any = codec.decode("whole", result)
    assert (whole.parts[0].count, whole.parts[0].weight) == (2, 3.5)
    assert codec.encode("whole", {"p": whole}) == {"p": result}


def test_a_method_the_package_does_not_know(codec: Codec) -> None:
    with pytest.raises(InterfaceMismatch, match="'no.such'"):
        codec.encode("no.such", {"p": 1})
    with pytest.raises(InterfaceMismatch, match="'no.such'"):
        codec.decode("no.such", 1)
    with pytest.raises(InterfaceMismatch, match="'q'"):
        codec.encode("int", {"q": 1})


def test_threads_may_need_an_adapter_together(codec: Codec) -> None:
    together = Barrier(8)
    decoded: list[object] = []

    def decode() -> None:
        together.wait()
        decoded.append(codec.decode("whole_or_list", [{"parts": []}]))

    threads = [Thread(target=decode) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(decoded) == 8
