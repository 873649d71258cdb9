"""Whole documents: none differs from itself, and an edit anywhere is found."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hero_generator.changes import Kind, compare_documents
from hero_runtime.document.digest import digest_canonical, without_documentation
from tests.generator.documents import (
    STRING,
    document,
    method,
    object_schema,
    param,
    schema_reference,
    schemas,
)

ROOT = Path(__file__).parents[3]
SPECS = {
    path.parent.name: json.loads(path.read_bytes())
    for path in sorted(ROOT.glob("specs/*/openrpc.json"))
}
Place = tuple[str | int, ...]


def list_places(value: Any, place: Place = ()) -> Iterator[Place]:
    """Yield the place of everything inside a JSON value."""
    if isinstance(value, dict | list):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        for key, item in items:
            yield (*place, key)
            yield from list_places(item, (*place, key))


def edit(value: Any, place: Place, *, remove: bool) -> Any:
    """Return a copy with what stands at a place removed or replaced."""
    edited = copy.deepcopy(value)
    parent = edited
    for key in place[:-1]:
        parent = parent[key]
    if remove:
        del parent[place[-1]]
        return edited
    match parent[place[-1]]:
        case bool(old):
            parent[place[-1]] = not old
        case int(old) | float(old):
            parent[place[-1]] = old + 1
        case str(old):
            parent[place[-1]] = f"{old} edited"
        case _:
            parent[place[-1]] = True
    return edited


PLACES = {name: list(list_places(value)) for name, value in SPECS.items()}


@pytest.mark.parametrize("name", SPECS)
def test_a_document_does_not_differ_from_itself(name: str) -> None:
    same = json.loads(json.dumps(SPECS[name], sort_keys=True))
    same["methods"] = copy.deepcopy(SPECS[name]["methods"])
    assert compare_documents(SPECS[name], same) == ()


@given(st.data())
def test_an_edit_anywhere_is_found(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(SPECS)))
    place = data.draw(st.sampled_from(PLACES[name]))
    edited = edit(SPECS[name], place, remove=data.draw(st.booleans()))
    assume(isinstance(edited.get("methods"), list) and "openrpc" in edited)
    assume(digest_canonical(edited) != digest_canonical(SPECS[name]))
    changes = compare_documents(SPECS[name], edited)
    assert changes, place
    back = compare_documents(edited, SPECS[name])
    assert back, place
    surfaces = [
        digest_canonical(without_documentation(value))
        for value in (SPECS[name], edited)
    ]
    if surfaces[0] == surfaces[1]:
        assert {change.kind for change in changes} == {Kind.DOCUMENTATION}, place


@given(st.sampled_from(sorted(SPECS)), st.data())
def test_a_method_that_is_gone_breaks_and_says_so(
    name: str, data: st.DataObject
) -> None:
    methods = SPECS[name]["methods"]
    gone = data.draw(st.sampled_from(methods))
    rest = [item for item in methods if item is not gone]
    changes = compare_documents(SPECS[name], SPECS[name] | {"methods": rest})
    assert (changes[0].code, changes[0].place) == ("method-removed", gone["name"])
    changes = compare_documents(SPECS[name] | {"methods": rest}, SPECS[name])
    assert all(change.kind is not Kind.BREAKING for change in changes)


# The same set of values, written in several ways.
SAME = [
    (
        {"type": ["string", "null"], "minLength": 1},
        {"anyOf": [{"type": "string", "minLength": 1}, {"type": "null"}]},
        {"oneOf": [{"type": "null"}, {"type": "string", "minLength": 1}]},
        {"type": "string", "minLength": 1, "nullable": True},
    ),
    (
        {"enum": ["a", None]},
        {"type": ["null", "string"], "enum": [None, "a"]},
        {"oneOf": [{"const": "a"}, {"type": "null"}]},
    ),
    (
        object_schema("a", a=STRING),
        {"allOf": [object_schema(a=STRING), {"required": ["a"]}]},
        {"allOf": [object_schema("a", a=STRING)]},
        {"properties": {"a": STRING}, "required": ["a"]},
        object_schema("a", a={"allOf": [STRING]}) | {"additionalProperties": True},
    ),
    ({}, True, {"anyOf": [STRING, {}]}),
    ({"type": "integer"}, {"allOf": [{"type": "number"}, {"type": "integer"}]}),
    (
        {"type": "array"},
        {"type": "array", "items": {}},
        {"type": "array", "minItems": 0},
    ),
]


@pytest.mark.parametrize("forms", SAME)
def test_another_way_to_write_the_same_is_no_change(forms: tuple[Any, ...]) -> None:
    documents = [document(method("a", param("x", form))) for form in forms]
    for old in documents:
        for new in documents:
            kinds = {change.kind for change in compare_documents(old, new)}
            assert kinds <= {Kind.DOCUMENTATION}


def recursive(leaf: Any) -> Any:
    """Return a document of a tree that refers to itself in three ways."""
    tree = {
        "oneOf": [
            object_schema(left=schema_reference("Tree"), right=schema_reference("All")),
            {"type": "array", "items": schema_reference("Tree")},
            leaf,
        ]
    }
    every = {"allOf": [object_schema(t=schema_reference("Tree")), {"title": "All"}]}
    loop = schema_reference("Loop")
    named = schemas(Tree=tree, All=every, Loop=loop)
    place = param("t", schema_reference("Tree")), param("l", loop)
    return document(method("a", *place)) | {"components": named}


def test_circles_are_compared_once() -> None:
    assert compare_documents(recursive(STRING), recursive(STRING)) == ()
    (change,) = compare_documents(recursive(STRING), recursive({"type": "integer"}))[:1]
    assert change.kind is Kind.BREAKING
    assert change.place == "Tree"


def test_a_circle_against_what_is_written_out() -> None:
    written = object_schema(left=object_schema(left=object_schema(left=STRING)))
    old = recursive(STRING)
    new = document(method("a", param("t", written), param("l", STRING)))
    assert compare_documents(old, new)
    assert compare_documents(new, old)
