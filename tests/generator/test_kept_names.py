"""Names that the lock remembers stay, whatever is added, removed or moved."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from hero_runtime.document.names import is_safe
from tests.generator.artifacts import file_named, files_of, make, names_of
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

Names = dict[str, dict[str, str]]

# Every name here collides with another one once it is a Python name.
COLLIDING = document(
    method("a.b", param("x-y", INTEGER), param("x_y", INTEGER)),
    method("a_b", param("box", object_schema("x-y", **{"x-y": INTEGER}))),
    method("a-b", result=object_schema(**{"x.y": INTEGER, "x y": STRING})),
    method("other", errors=[{"code": 1, "message": "Gone"}]),
    method("another", errors=[{"code": 2, "message": "Gone"}]),
    components=schemas(
        **{
            "A.B": object_schema(v=INTEGER),
            "A_B": object_schema(v=INTEGER),
            "a b": object_schema(**{"x.y": INTEGER, "x-y": STRING, "x_y": INTEGER}),
        }
    ),
)


def made_names(value: Json, locked: Names | None = None) -> Names:
    """Return the names of an artifact."""
    return names_of(files_of(make(value, locked=locked)))


def assert_kept(before: Names, after: Names) -> None:
    """Fail if anything that is in both has another name."""
    for scope, names in before.items():
        both = names.keys() & after[scope].keys()
        assert {p: names[p] for p in both} == {p: after[scope][p] for p in both}


def test_removals_rename_nothing_that_is_locked() -> None:
    before = made_names(COLLIDING)
    for index in range(len(COLLIDING["methods"])):
        value = copy.deepcopy(COLLIDING)
        del value["methods"][index]
        assert_kept(before, made_names(value, before))
    for name in COLLIDING["components"]["schemas"]:
        value = copy.deepcopy(COLLIDING)
        del value["components"]["schemas"][name]
        assert_kept(before, made_names(value, before))


def test_additions_rename_nothing_that_is_locked() -> None:
    small = copy.deepcopy(COLLIDING)
    small["methods"] = small["methods"][2:]
    del small["components"]["schemas"]["A_B"]
    del small["components"]["schemas"]["a b"]["properties"]["x_y"]
    before = made_names(small)
    assert_kept(before, made_names(COLLIDING, before))


def test_the_order_does_not_matter() -> None:
    reordered = copy.deepcopy(COLLIDING)
    reordered["methods"].reverse()
    named = reordered["components"]["schemas"]
    reordered["components"]["schemas"] = dict(reversed(named.items()))
    fields = named["a b"]["properties"]
    named["a b"]["properties"] = dict(reversed(fields.items()))
    before = made_names(COLLIDING)
    after = made_names(reordered)
    assert_kept(before, after | {"errors": before["errors"]})
    assert_kept(before, made_names(reordered, before))


def test_a_name_in_the_lock_wins() -> None:
    value = document(
        method(
            "book.list", param("page-size", INTEGER), result=schema_reference("Book")
        ),
        components=schemas(Book=object_schema("page.count", **{"page.count": INTEGER})),
    )
    locked = {
        "methods": {"book.list": "books"},
        "parameters": {"methods/book.list/page-size": "size"},
        "types": {"schemas/Book": "Volume"},
        "fields": {"schemas/Book/page.count": "pages"},
    }
    files = files_of(make(value, locked=locked))
    kept = names_of(files)
    assert {scope: kept[scope] for scope in locked} == locked
    stub = file_named(files, "interface.pyi")
    assert "def books(self, *, size: int | None = None) -> Volume: ..." in stub
    assert "    pages: int\n" in stub


def test_a_name_that_nobody_gave_is_not_taken_from_the_lock() -> None:
    value = document(
        method("a"), method("b"), components=schemas(T=object_schema(v=STRING))
    )
    for bad in ("class", "1st", "", "a b", "__init__", "_x", "x" * 200, "a\nb", "ﬁ"):
        locked = {"methods": {"a": bad}, "types": {"schemas/T": bad}}
        names = made_names(value, locked)
        assert names["methods"] == {"a": "a", "b": "b"}
        assert names["types"] == {"schemas/T": "T"}
    names = made_names(value, {"methods": {"a": "same", "b": "same"}})
    assert names["methods"] == {"a": "same", "b": "b"}
    names = made_names(
        value, {"methods": {"a": "close"}, "types": {"schemas/T": "Any"}}
    )
    assert names["methods"]["a"] == "a"
    assert names["types"] == {"schemas/T": "T"}


_names = st.sampled_from(["a", "a-b", "a_b", "a.b", "A", "list", "class", "x", "名"])
_objects = st.dictionaries(_names, st.just(INTEGER), min_size=1, max_size=4).map(
    lambda properties: object_schema(**properties)
)
_unions = st.lists(_objects, min_size=2, max_size=3).map(lambda b: {"oneOf": b})
_types = st.recursive(
    _objects | _unions,
    lambda inner: st.dictionaries(_names, inner, min_size=1, max_size=3).map(
        lambda properties: object_schema(**properties)
    ),
    max_leaves=5,
)
_documents = st.builds(
    lambda methods, named: document(
        *(method(n, param("p", p), result=r) for n, (p, r) in methods.items()),
        components=schemas(**named),
    ),
    st.dictionaries(_names, st.tuples(_types, _types), min_size=1, max_size=3),
    st.dictionaries(_names, _types, max_size=3),
)


def removed_places(value: Any) -> list[tuple[list[Any] | dict[str, Any], Any]]:
    """Return the container and key of everything that could be removed."""
    found: list[tuple[list[Any] | dict[str, Any], Any]] = [
        (value["methods"], index) for index in range(len(value["methods"]))
    ]
    waiting: list[Any] = [value]
    while waiting:
        node = waiting.pop()
        for key in ("properties", "schemas"):
            if isinstance(node, dict) and isinstance(node.get(key), dict):
                found += [(node[key], name) for name in node[key]]
        waiting += node.values() if isinstance(node, dict) else []
        waiting += node if isinstance(node, list) else []
    return found


@settings(max_examples=25)
@given(_documents, st.integers(0, 1000))
def test_any_removal_renames_nothing_that_is_locked(value: Json, choice: int) -> None:
    before = made_names(value)
    smaller = copy.deepcopy(value)
    places = removed_places(smaller)
    container, key = places[choice % len(places)]
    del container[key]
    assert_kept(before, made_names(smaller, before))


@settings(max_examples=25)
@given(_documents)
def test_names_are_safe_and_distinct_in_their_scope(value: Json) -> None:
    names = made_names(value)
    for scope in ("methods", "types"):
        given_names = list(names[scope].values())
        assert len(set(given_names)) == len(given_names)
        assert all(map(is_safe, given_names))
