"""What a call sends: names, places, defaults, and what was left out."""

from __future__ import annotations

import inspect
from typing import Any

import pytest

from hero_runtime import OMIT, ParameterError
from tests.functional.service import GeneratedService
from tests.generator.documents import (
    INTEGER,
    STRING,
    document,
    method,
    object_schema,
    param,
)

NULLABLE = {"type": ["string", "null"]}
OPTIONS = object_schema("level", level=INTEGER, note=NULLABLE, more=STRING)

DOCUMENT = document(
    method(
        "book.find-all",
        param("Search Text", STRING, required=True),
        param("pageSize", INTEGER),
        param("class", NULLABLE),
        paramStructure="by-name",
    ),
    method(
        "math.add",
        *(param(name, INTEGER, required=name == "a") for name in "abc"),
        paramStructure="by-position",
    ),
    method(
        "set.defaults",
        param("text", {"type": "string", "default": 'x"\n{{ }}'}),
        param("count", {"type": "integer", "default": 7}),
        param("flag", {"type": "boolean", "default": False}, required=True),
        param("kind", {"enum": ["a", "b"], "default": "b"}),
        param("items", {"type": "array", "items": STRING, "default": ["x"]}),
        param("maybe", {"type": ["string", "null"], "default": "set"}),
    ),
    method("none.at.all"),
    method("run", param("params", OPTIONS, required=True)),
    method("run.free", param("params", {"type": "object"})),
    method("run.list", param("params", {"type": "array", "items": INTEGER})),
    method("run.other", param("options", OPTIONS, required=True)),
    method("log", param("text", STRING, required=True), result=None),
    method("any", param("value", {}), param("values", {"type": "object"})),
    method("bounded", param("n", {"type": "integer", "minimum": 1, "maximum": 3})),
)
SETTINGS = {"sole_object_parameter": True}


def test_names_on_the_wire_are_those_of_the_document(service: GeneratedService) -> None:
    service.client.book_find_all("hay", page_size=3, class_="x")
    assert service.sent["method"] == "book.find-all"
    assert service.params == {"Search Text": "hay", "pageSize": 3, "class": "x"}
    assert service.sent["jsonrpc"] == "2.0"
    assert isinstance(service.sent["id"], int)


def test_what_is_left_out_is_not_sent(service: GeneratedService) -> None:
    service.client.book_find_all("hay")
    assert service.params == {"Search Text": "hay"}


def test_none_is_sent_only_where_null_is_a_value(service: GeneratedService) -> None:
    service.client.book_find_all("hay", page_size=None, class_=None)
    assert service.params == {"Search Text": "hay", "class": None}


def test_omit_is_never_sent(service: GeneratedService) -> None:
    service.client.book_find_all("hay", class_=OMIT)
    assert service.params == {"Search Text": "hay"}


@pytest.mark.parametrize(
    ("arguments", "named", "expected"),
    [
        ((1,), {}, [1]),
        ((1,), {"b": 2, "c": 3}, [1, 2, 3]),
        ((1,), {"c": 3}, [1, None, 3]),
        ((1,), {"b": 2}, [1, 2]),
    ],
)
def test_by_position(
    arguments: tuple[int, ...],
    named: dict[str, int],
    expected: list[Any],
    service: GeneratedService,
) -> None:
    service.client.math_add(*arguments, **named)
    assert service.params == expected


def test_defaults_of_the_document_are_sent(service: GeneratedService) -> None:
    service.client.set_defaults()
    assert service.params == {
        "text": 'x"\n{{ }}',
        "count": 7,
        "flag": False,
        "kind": "b",
        "maybe": "set",
    }


def test_an_argument_replaces_its_default(service: GeneratedService) -> None:
    service.client.set_defaults(
        text="", count=0, flag=True, kind="a", items=[], maybe=None
    )
    assert service.params == {
        "text": "",
        "count": 0,
        "flag": True,
        "kind": "a",
        "items": [],
        "maybe": None,
    }


def test_required_parameters_come_first_and_others_need_names(
    service: GeneratedService,
) -> None:
    parameters = inspect.signature(service.client.book_find_all).parameters
    assert [(p.name, p.kind.name) for p in parameters.values()] == [
        ("search_text", "POSITIONAL_OR_KEYWORD"),
        ("page_size", "KEYWORD_ONLY"),
        ("class_", "KEYWORD_ONLY"),
    ]


def test_no_parameters_send_no_params(service: GeneratedService) -> None:
    service.client.none_at_all()
    assert "params" not in service.sent


def test_a_sole_object_is_the_params(service: GeneratedService) -> None:
    service.client.run({"level": 1})
    service.client.run(service.models.RunParams(level=2, note=None))
    service.client.run_free(params={"any": [1]})
    service.client.run_free()
    service.client.run_list(params=[1, 2])
    assert [request["params"] for request in service.requests] == [
        {"level": 1},
        {"level": 2, "note": None},
        {"any": [1]},
        {},
        [1, 2],
    ]


def test_another_name_is_no_sole_object(service: GeneratedService) -> None:
    service.client.run_other({"level": 1})
    assert service.params == {"options": {"level": 1}}


def test_a_notification_has_no_id(service: GeneratedService) -> None:
    assert service.client.log("hello") is None
    assert "id" not in service.sent
    assert service.params == {"text": "hello"}


def test_any_value_is_sent_as_it_is(service: GeneratedService) -> None:
    value: list[Any] = [None, True, 1.5, "é💥", {"": []}]
    service.client.any(value=value, values={"a": None})
    service.client.any(value=None)
    assert [request["params"] for request in service.requests] == [
        {"value": value, "values": {"a": None}},
        {"value": None},
    ]


@pytest.mark.parametrize("n", [0, 4, "one", 1.5, [1]])
def test_a_wrong_argument_is_not_sent(n: object, service: GeneratedService) -> None:
    with pytest.raises(ParameterError, match="'n'"):
        service.client.bounded(n=n)
    assert service.requests == []
