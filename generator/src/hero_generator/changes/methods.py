"""Compare one method of two documents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hero_generator.changes.annotations import compare_annotations
from hero_generator.changes.collected import Collected
from hero_generator.changes.errors import compare_errors
from hero_generator.changes.linked import Linked
from hero_generator.changes.parameters import compare_parameters
from hero_generator.changes.values import Direction
from hero_runtime.document.digest import render_canonical

_TEXTS = ("summary", "description", "tags", "examples", "externalDocs", "links")
_EFFECTS = ("x-effect", "x-idempotent")
_STRUCTURES = ("either", "by-name", "by-position")


def compare_method(
    collected: Collected,
    name: str,
    linked: tuple[Linked, Linked],
    methods: tuple[Mapping[str, Any], Mapping[str, Any]],
) -> None:
    """Add every change of a method that both documents have."""
    old, new = methods
    _compare_texts(collected, name, old, new)
    _compare_structure(collected, name, old, new)
    compare_parameters(collected, name, linked, methods)
    _compare_results(collected, name, linked, methods)
    compare_errors(collected, name, linked, methods)
    if _differs(old.get("servers"), new.get("servers")):
        collected.add("servers-changed", name, "the servers of the method changed")


def _compare_texts(
    collected: Collected, name: str, old: Mapping[str, Any], new: Mapping[str, Any]
) -> None:
    extensions = [k for k in {**old, **new} if str(k).startswith("x-")]
    for key in (*_TEXTS, *extensions):
        if _differs(old.get(key), new.get(key)):
            code = "effect-changed" if key in _EFFECTS else "described"
            collected.add(code, name, f"`{key}` changed")
    if bool(old.get("deprecated")) != bool(new.get("deprecated")):
        is_deprecated = bool(new.get("deprecated"))
        code = "deprecated" if is_deprecated else "described"
        text = "it is deprecated" if is_deprecated else "it is no longer deprecated"
        collected.add(code, name, text)


def structure_of(method: Mapping[str, Any]) -> str:
    """Return how parameters may be sent; without a word on it, either way."""
    structure = method.get("paramStructure")
    return structure if structure in _STRUCTURES else "either"


def _compare_structure(
    collected: Collected, name: str, old: Mapping[str, Any], new: Mapping[str, Any]
) -> None:
    first, second = structure_of(old), structure_of(new)
    if first != second:
        code = "structure-widened" if second == "either" else "structure-narrowed"
        collected.add(code, name, f"parameters: {first} became {second}")


def _compare_results(
    collected: Collected,
    name: str,
    linked: tuple[Linked, Linked],
    methods: tuple[Mapping[str, Any], Mapping[str, Any]],
) -> None:
    results = [m.get("result") for m in methods]
    if results[0] is None or results[1] is None:
        if results[1] is not None:
            collected.add("result-added", name, "there is a result now")
        elif results[0] is not None:
            collected.add("result-removed", name, "there is no result any more")
        return
    old, new = (doc.follow_dict(r) for doc, r in zip(linked, results, strict=True))
    place = f"{name} result"
    compare_annotations(collected.add_described, place, old, new)
    if _differs(old.get("name"), new.get("name")):
        collected.add("described", place, "its name changed")
    schemas = (old.get("schema", True), new.get("schema", True))
    collected.add_schemas(name, place, Direction.RECEIVED, *schemas)


def _differs(old: Any, new: Any) -> bool:
    return render_canonical(old) != render_canonical(new)
