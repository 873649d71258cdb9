"""Models and plain objects, as arguments and as results, over the wire and back."""

from __future__ import annotations

from typing import Any

import pytest

from hero_runtime import ParameterError, ResultError
from tests.functional.service import GeneratedService
from tests.generator.documents import (
    INTEGER,
    STRING,
    document,
    method,
    object_schema,
    param,
    schema_reference,
    schemas,
)

BOOK = object_schema(
    *("class", "page-count", "version"),
    **{
        "class": STRING,
        "page-count": INTEGER,
        "version": {"type": "integer", "default": 2},
        "subtitle": {"type": ["string", "null"]},
        "author": schema_reference("Author"),
        "sequels": {"type": "array", "items": schema_reference("Book")},
        "list": {"type": "array", "items": STRING, "default": []},
        "model_config": STRING,
        "_id": INTEGER,
    },
)
POINT = {"type": "array", "items": [{"type": "number"}, STRING]}
OPEN = object_schema("id", id=INTEGER) | {"additionalProperties": INTEGER}

DOCUMENT = document(
    method("set", param("book", schema_reference("Book"), required=True), result={}),
    method("get", result=schema_reference("Book")),
    method("find", result={"type": "array", "items": schema_reference("Book")}),
    method(
        "map",
        param(
            "m", {"type": "object", "additionalProperties": schema_reference("Author")}
        ),
        result={"type": "object", "additionalProperties": schema_reference("Author")},
    ),
    method("point", param("at", POINT, required=True), result=POINT),
    method(
        "open",
        param("value", schema_reference("Open")),
        result=schema_reference("Open"),
    ),
    method(
        "json",
        param("value", schema_reference("Json")),
        result=schema_reference("Json"),
    ),
    method("nothing", result={"type": "null"}),
    method("maybe", result={"oneOf": [schema_reference("Author"), {"type": "null"}]}),
    method("word", result={"enum": ["💥", 'a"b', "{{ x }}"]}),
    components=schemas(
        Book=BOOK,
        Author=object_schema("name", name=STRING),
        Open=OPEN,
        Json={
            "oneOf": [
                *({"type": kind} for kind in ("string", "number", "boolean", "null")),
                {"type": "array", "items": schema_reference("Json")},
                {"type": "object", "additionalProperties": schema_reference("Json")},
            ]
        },
    ),
)
LEAST = {"class": "novel", "page-count": 3, "version": 2}


def test_renamed_fields_have_their_names_on_the_wire(service: GeneratedService) -> None:
    book = service.models.Book(
        class_="novel", page_count=3, version=1, model_config_="x", id=5
    )
    service.client.set(book)
    assert service.params["book"] == {
        "class": "novel",
        "page-count": 3,
        "version": 1,
        "model_config": "x",
        "_id": 5,
    }


def test_a_model_takes_names_on_the_wire_too(service: GeneratedService) -> None:
    service.client.set(service.models.Book(**LEAST))
    assert service.params["book"] == LEAST


def test_a_required_default_is_always_sent(service: GeneratedService) -> None:
    service.client.set(service.models.Book(class_="novel", page_count=3))
    assert service.params["book"] == LEAST


def test_plain_objects_are_sent_as_they_are(service: GeneratedService) -> None:
    book = LEAST | {
        "subtitle": None,
        "author": {"name": "Ann"},
        "sequels": [LEAST | {"list": ["a"]}],
    }
    service.client.set(book)
    assert service.params["book"] == book


def test_none_in_a_model_is_sent_where_null_is_a_value(
    service: GeneratedService,
) -> None:
    models = service.models
    book = models.Book(class_="novel", page_count=3, subtitle=None, author=None)
    service.client.set(book)
    assert service.params["book"] == LEAST | {"subtitle": None}


def test_results_are_models(service: GeneratedService) -> None:
    service.result = LEAST | {
        "author": {"name": "Ann"},
        "sequels": [LEAST],
        "list": ["a"],
        "_id": 7,
    }
    book = service.client.get()
    models = service.models
    assert isinstance(book, models.Book)
    assert (book.class_, book.page_count, book.version, book.id) == ("novel", 3, 2, 7)
    assert isinstance(book.author, models.Author) and book.author.name == "Ann"
    assert isinstance(book.sequels[0], models.Book)
    assert book.list == ["a"]
    assert book.subtitle is None


def test_a_result_goes_back_as_it_came(service: GeneratedService) -> None:
    received = LEAST | {
        "unknown": {"deep": [1, None]},
        "subtitle": None,
        "author": {"name": "Ann", "born": 1900},
        "sequels": [],
    }
    service.result = received
    book = service.client.get()
    service.requests.clear()
    service.client.set(book)
    assert service.params["book"] == received


def test_lists_and_maps_of_models(service: GeneratedService) -> None:
    service.result = [LEAST, LEAST]
    assert [book.class_ for book in service.client.find()] == ["novel", "novel"]
    service.requests.clear()
    service.result = {"a-b": {"name": "Ann"}}
    author = service.models.Author(name="Bo")
    found = service.client.map(m={"x y": author, "z": {"name": "Cy"}})
    assert service.params == {"m": {"x y": {"name": "Bo"}, "z": {"name": "Cy"}}}
    assert found["a-b"].name == "Ann"


def test_tuples(service: GeneratedService) -> None:
    service.result = [1.5, "north"]
    assert service.client.point((2.5, "south")) == (1.5, "north")
    assert service.params == {"at": [2.5, "south"]}


def test_named_and_other_properties(service: GeneratedService) -> None:
    service.result = {"id": 1, "extra": 2}
    opened = service.client.open(value={"id": 3, "more": 4})
    assert service.params == {"value": {"id": 3, "more": 4}}
    assert (opened.id, opened.extra) == (1, 2)
    service.result = {"id": 1, "extra": "two"}
    with pytest.raises(ResultError, match="extra"):
        service.client.open()


@pytest.mark.parametrize("value", [None, True, 1.5, "1", [[], {"a": [None]}], {}])
def test_a_type_that_reaches_itself(value: Any, service: GeneratedService) -> None:
    service.result = value
    received = service.client.json(value=value)
    assert received == value and type(received) is type(value)
    assert service.params == {"value": value}


def test_null_results(service: GeneratedService) -> None:
    service.result = None
    assert service.client.nothing() is None
    assert service.client.maybe() is None
    service.result = {"name": "Ann"}
    assert service.client.maybe().name == "Ann"


@pytest.mark.parametrize("word", ["💥", 'a"b', "{{ x }}"])
def test_values_of_an_enumeration_are_exact(
    word: str, service: GeneratedService
) -> None:
    service.result = word
    assert service.client.word() == word


@pytest.mark.parametrize(
    ("result", "place"),
    [
        ({}, "result.class"),
        (LEAST | {"page-count": "3"}, "result.page-count"),
        (LEAST | {"author": {"name": 5}}, "result.author.name"),
        (LEAST | {"sequels": [LEAST, 5]}, r"result.sequels\[1\]"),
        ([], "result"),
    ],
)
def test_a_wrong_result_is_located(
    result: object, place: str, service: GeneratedService
) -> None:
    service.result = result
    with pytest.raises(ResultError, match=place):
        service.client.get()


def test_a_wrong_argument_is_located(service: GeneratedService) -> None:
    with pytest.raises(ParameterError, match="page-count"):
        service.client.set({"class": "novel", "page-count": "many", "version": 1})
    assert service.requests == []
