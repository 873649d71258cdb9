"""Models keep apart what is null, what is absent and what is unknown."""

from __future__ import annotations

import json
import pickle
from threading import Barrier, Thread
from typing import Any, ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import Field, ValidationError

from hero_runtime.model import Model


class Tree(Model):
    """Have every kind of field."""

    _nullable: ClassVar[frozenset[str]] = frozenset({"type_", "type"})
    _always_sent: ClassVar[frozenset[str]] = frozenset({"height"})

    name: str
    height: int = 3
    note: str | None = None
    type_: str | None = Field(default=None, alias="type")
    model_name: float | None = None
    children: list[Tree] = []


class Plain(Model):
    """Have nothing that is always sent."""

    size: int | None = None


class Derived(Tree):
    """Inherit what is nullable and always sent."""

    extra_field: int | None = None


def dump(model: Model) -> dict[str, Any]:
    """Return the JSON value that is sent."""
    return model.model_dump(mode="json", by_alias=True, exclude_unset=True)


def test_none_is_not_given_unless_null_is_a_value() -> None:
    tree = Tree(name="a", note=None, type=None, model_name=None)
    assert dump(tree) == {"name": "a", "height": 3, "type": None}
    by_name: Any = {"name": "a", "type_": None}
    assert dump(Tree(**by_name)) == {"name": "a", "height": 3, "type": None}


def test_unknown_fields_keep_null() -> None:
    fields: Any = {"size": None, "unknown": None}
    assert dump(Plain(**fields)) == {"unknown": None}


def test_none_for_a_required_field_is_missing() -> None:
    fields: Any = {"name": None}
    with pytest.raises(ValidationError, match="Field required"):
        Tree(**fields)


def test_a_subclass_inherits_the_rules() -> None:
    tree = Derived(name="a", note=None, type=None, extra_field=None)
    assert dump(tree) == {"name": "a", "height": 3, "type": None}


def test_required_defaults_are_sent_also_from_nested_dicts() -> None:
    children: Any = [{"name": "b"}]
    tree = Tree(name="a", children=children)
    assert dump(tree) == {
        "name": "a",
        "height": 3,
        "children": [{"name": "b", "height": 3}],
    }


def test_assigned_fields_are_sent() -> None:
    plain = Plain()
    assert dump(plain) == {}
    plain.size = None
    assert dump(plain) == {"size": None}


def test_json_is_read_without_the_constructor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Plain, "__init__", lambda *_: pytest.fail("called"))
    assert Plain.model_validate_json('{"size": null}').size is None


@pytest.mark.parametrize("name", ["type", "type_"])
def test_fields_are_read_by_name_and_by_alias(name: str) -> None:
    fields: Any = {"name": "a", name: "t"}
    assert Tree(**fields).type_ == "t"
    assert json.loads(Tree(**fields).model_dump_json(exclude_unset=True)) == {
        "name": "a",
        "height": 3,
        "type": "t",
    }


def test_copies_keep_what_was_set() -> None:
    tree = Tree.model_validate_json('{"name": "a", "height": 1, "note": null}')
    for copy in (tree.model_copy(), pickle.loads(pickle.dumps(tree))):
        assert dump(copy) == {"name": "a", "height": 1, "note": None}


def test_threads_may_use_a_new_model_together() -> None:
    for _ in range(20):

        class Fresh(Model):
            value: int
            tree: Tree | None = None

        together = Barrier(8)
        built: list[Model] = []

        def build(model: Any = Fresh, start: Barrier = together) -> None:
            start.wait()
            built.append(model(value=1, tree={"name": "a"}))

        threads = [Thread(target=build) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(built) == 8


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
FINITE = st.floats(allow_nan=False, allow_infinity=False)


def trees(children: Any) -> Any:
    """Return objects that the document of Tree allows, with unknown fields."""
    known = st.fixed_dictionaries(
        {"name": st.text(), "height": st.integers()},
        optional={
            "note": st.none() | st.text(),
            "type": st.none() | st.text(),
            "model_name": FINITE | st.integers(-(2**50), 2**50),
            "children": children,
        },
    )
    names = st.text().map(lambda name: f"x{name}")
    unknown = st.dictionaries(names, JSON.filter(is_finite), max_size=2)
    return st.builds(lambda a, b: {**b, **a}, known, unknown)


def is_finite(value: object) -> bool:
    """Tell whether JSON has the value."""
    return "Infinity" not in json.dumps(value)


TREES = st.recursive(
    trees(st.just([])),
    lambda inner: trees(st.lists(inner, max_size=2)),
    max_leaves=3,
)


@settings(deadline=None)
@given(TREES)
def test_what_is_read_is_written(value: dict[str, Any]) -> None:
    model = Tree.model_validate_json(json.dumps(value))
    assert dump(model) == value
