"""Compare what objects and arrays contain."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hero_generator.changes.annotations import Add
from hero_generator.changes.shapes import Shape
from hero_generator.changes.wording import quote

Visit = Callable[[str, Any, Any], None]
"""Compare two schemas at an inner place."""


def compare_object(add: Add, visit: Visit, place: str, old: Shape, new: Shape) -> None:
    """Compare the fields of two objects, and what other fields they take."""
    first, second = _schemas(old, "properties"), _schemas(new, "properties")
    required = _names(old, "required"), _names(new, "required")
    for name in first:
        if name not in second:
            add("property-removed", f"{place}.{name}", "the field is gone")
            continue
        visit(f"{place}.{name}", first[name], second[name])
    for name in second:
        if name not in first:
            is_required = name in required[1]
            code = "required-property-added" if is_required else "property-added"
            kind = "required" if is_required else "optional"
            add(code, f"{place}.{name}", f"the field is new and {kind}")
    _compare_required(add, place, required, first.keys() - second.keys())
    _compare_required_new(add, place, required, second.keys() - first.keys())
    _compare_patterns(add, visit, place, old, new)
    _compare_extra(add, visit, place, old, new)


def compare_array(add: Add, visit: Visit, place: str, old: Shape, new: Shape) -> None:
    """Compare the items of two arrays, by position where the schema counts them."""
    first, second = _positions(old), _positions(new)
    for index, (before, after) in enumerate(zip(first, second, strict=False)):
        visit(f"{place}[{index}]", before, after)
    if len(first) != len(second):
        message = f"{len(first)} positions became {len(second)}"
        add("tuple-changed", place, message)
    rest = _rest(old), _rest(new)
    if len(first) == len(second):
        visit(f"{place}[]", *rest)


def _compare_required(
    add: Add, place: str, required: tuple[list[str], list[str]], gone: set[str]
) -> None:
    for name in required[0]:
        if name not in required[1] and name not in gone:
            message = "the field may be absent from now on"
            add("property-now-optional", f"{place}.{name}", message)


def _compare_required_new(
    add: Add, place: str, required: tuple[list[str], list[str]], come: set[str]
) -> None:
    for name in required[1]:
        if name not in required[0] and name not in come:
            message = "the field is required from now on"
            add("property-now-required", f"{place}.{name}", message)


def _compare_patterns(
    add: Add, visit: Visit, place: str, old: Shape, new: Shape
) -> None:
    first = _schemas(old, "patternProperties")
    second = _schemas(new, "patternProperties")
    for pattern in dict.fromkeys([*first, *second]):
        inner = f"{place}{{{quote(pattern)}}}"
        if pattern not in second:
            add("constraint-removed", inner, "fields of this form may be anything now")
        elif pattern not in first:
            add(
                "constraint-added", inner, "fields of this form are bounded from now on"
            )
        else:
            visit(inner, first[pattern], second[pattern])


def _compare_extra(add: Add, visit: Visit, place: str, old: Shape, new: Shape) -> None:
    """Compare `additionalProperties`, which admits everything when it is absent."""
    first, second = (shape.get("additionalProperties", True) for shape in (old, new))
    if first is False and second is False:
        return
    if second is False:
        add("extra-properties-refused", place, "other fields are refused from now on")
    elif first is False:
        add("extra-properties-allowed", place, "other fields are allowed from now on")
    else:
        visit(f"{place}{{}}", first, second)


def _schemas(shape: Shape, key: str) -> dict[str, Any]:
    value = shape.get(key)
    return value if isinstance(value, dict) else {}


def _names(shape: Shape, key: str) -> list[str]:
    value = shape.get(key)
    return [n for n in value if isinstance(n, str)] if isinstance(value, list) else []


def _positions(shape: Shape) -> list[Any]:
    """Return the schemas of a tuple (`items` as a list before draft 2020-12)."""
    for key in ("prefixItems", "items"):
        if isinstance(shape.get(key), list):
            return list(shape[key])
    return []


def _rest(shape: Shape) -> Any:
    """Return the schema of every item that has no position of its own."""
    items = shape.get("items", True)
    return shape.get("additionalItems", True) if isinstance(items, list) else items
