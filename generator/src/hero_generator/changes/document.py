"""Compare two documents: methods by name, schemas where methods reach them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hero_generator.changes.collected import Collected
from hero_generator.changes.linked import Linked, link_document
from hero_generator.changes.methods import compare_method
from hero_generator.changes.named_types import compare_named_types
from hero_generator.changes.renames import find_renames
from hero_generator.changes.values import Change, sort_changes
from hero_runtime.document.digest import render_canonical, without_documentation

_PARTS = ("params", "result", "paramStructure")
_CALLABLE = frozenset({"methods", "components", "servers"})

Methods = dict[str, dict[str, Any]]


def compare_documents(
    old: Mapping[str, Any],
    new: Mapping[str, Any],
    siblings: tuple[Mapping[str, Any], Mapping[str, Any]] | None = None,
) -> tuple[Change, ...]:
    """Return every change from one document to another, breaking ones first.

    `siblings` are the other files of each document, by path. Raises `RecursionError`
    for schemas nested deeper than the interpreter can follow.
    """
    first, second = siblings or ({}, {})
    linked = link_document(dict(old), first), link_document(dict(new), second)
    collected = Collected(*linked)
    methods = read_methods(linked[0]), read_methods(linked[1])
    renames = _compare_names(collected, *methods)
    kept = {name: name for name in methods[0] if name in methods[1]} | renames
    for before, after in kept.items():
        pair = methods[0][before], methods[1][after]
        compare_method(collected, after, linked, pair)
    compare_named_types(collected, linked, kept)
    _compare_rest(collected, linked)
    changes = collected.build_changes()
    if not changes and render_canonical(old) != render_canonical(new):
        collected.add("described", "document", "something changed that says nothing")
        changes = collected.build_changes()
    return sort_changes(changes)


def read_methods(linked: Linked) -> Methods:
    """Return the methods of a document by name; of two with one name, the first."""
    found: Methods = {}
    listed = linked.value.get("methods")
    for item in listed if isinstance(listed, list) else []:
        method = linked.follow_dict(item)
        if isinstance(method.get("name"), str):
            found.setdefault(method["name"], method)
    return found


def _compare_names(collected: Collected, old: Methods, new: Methods) -> dict[str, str]:
    """Add methods that are gone, new or renamed; return the renamed ones."""
    gone = {name: value for name, value in old.items() if name not in new}
    come = {name: value for name, value in new.items() if name not in old}
    renames = find_renames(gone, come, _is_same)
    for name in gone:
        if name in renames:
            message = f"it is now named {renames[name]}"
            collected.add("method-renamed", name, message)
        else:
            collected.add("method-removed", name, "the method is gone")
    for name in come:
        if name not in renames.values():
            collected.add("method-added", name, "the method is new")
    kept = [name for name in old if name in new]
    if kept != [name for name in new if name in old]:
        collected.add("reordered", "methods", "they stand in another order")
    return renames


def _is_same(old: dict[str, Any], new: dict[str, Any]) -> bool:
    """Tell whether two methods take and return the same; methods of nothing do not."""
    first, second = (
        render_canonical(without_documentation([m.get(part) for part in _PARTS]))
        for m in (old, new)
    )
    return first == second and bool(old.get("params") or old.get("result"))


def _compare_rest(collected: Collected, linked: tuple[Linked, Linked]) -> None:
    """Compare what a document says beside its methods."""
    old, new = (document.value for document in linked)
    if render_canonical(old.get("servers")) != render_canonical(new.get("servers")):
        collected.add("servers-changed", "servers", "they changed")
    for key in dict.fromkeys([*old, *new]):
        if key in _CALLABLE:
            continue
        if key == "info":
            _compare_info(collected, old.get(key), new.get(key))
        elif render_canonical(old.get(key)) != render_canonical(new.get(key)):
            collected.add("described", key, "it changed")


def _compare_info(collected: Collected, old: Any, new: Any) -> None:
    first = old if isinstance(old, dict) else {}
    second = new if isinstance(new, dict) else {}
    for key in dict.fromkeys([*first, *second]):
        if render_canonical(first.get(key)) != render_canonical(second.get(key)):
            collected.add("described", f"info.{key}", "it changed")
