"""Compare what two schemas or descriptors say besides what they admit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hero_generator.changes.shapes import is_annotation
from hero_generator.changes.wording import quote
from hero_runtime.document.digest import render_canonical

Add = Callable[[str, str, str], None]
"""Note a difference: its code, its place, and what it is."""

_ELSEWHERE = frozenset({"definitions", "$defs", "components", "$id", "$anchor"})
"""Holds what references lead to, or is what they name: followed, not compared."""


def compare_annotations(add: Add, place: str, old: Any, new: Any) -> None:
    """Compare the annotations of two schemas; other keywords are left alone."""
    first = old if isinstance(old, dict) else {}
    second = new if isinstance(new, dict) else {}
    for key in dict.fromkeys([*first, *second]):
        if not is_annotation(key) or key in _ELSEWHERE:
            continue
        if not _is_same(first, second, key):
            add(*_difference(key, place, first, second))


def _is_same(old: dict[str, Any], new: dict[str, Any], key: str) -> bool:
    if (key in old) != (key in new):
        return False
    return render_canonical(old[key]) == render_canonical(new[key])


def _difference(
    key: str, place: str, old: dict[str, Any], new: dict[str, Any]
) -> tuple[str, str, str]:
    if key == "default":
        if key not in old:
            return "default-added", place, f"the default {quote(new[key])} is new"
        if key not in new:
            return "default-removed", place, f"the default {quote(old[key])} is gone"
        message = f"the default {quote(old[key])} became {quote(new[key])}"
        return "default-changed", place, message
    if key == "deprecated" and new.get(key) is True:
        return "deprecated", place, "it is deprecated"
    verb = "is new" if key not in old else "is gone" if key not in new else "changed"
    return "described", place, f"`{key}` {verb}"
