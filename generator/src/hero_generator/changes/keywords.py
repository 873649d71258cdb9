"""Compare the keywords that bound a value of one type."""

from __future__ import annotations

from typing import Any

from hero_generator.changes.annotations import Add
from hero_generator.changes.shapes import Shape, is_annotation
from hero_generator.changes.wording import join_values, quote
from hero_runtime.document.digest import render_canonical

_LOWER = frozenset({"minimum", "exclusiveMinimum", "minLength", "minItems"}) | {
    "minProperties",
    "minContains",
}
_UPPER = frozenset({"maximum", "exclusiveMaximum", "maxLength", "maxItems"}) | {
    "maxProperties",
    "maxContains",
}
_WIDER_FORMATS = {
    ("int32", "int64"),
    ("uint32", "uint64"),
    ("float", "double"),
    ("ipv4", "ip"),
    ("ipv6", "ip"),
    ("uri", "uri-reference"),
}
_BY_OTHERS = frozenset(
    {"type", "enum", "properties", "required", "additionalProperties", "items"}
    | {"patternProperties", "prefixItems", "additionalItems", "$ref"}
)


def compare_keywords(add: Add, place: str, old: Shape, new: Shape) -> None:
    """Compare two schemas of one type, apart from what they contain."""
    _compare_enumerations(add, place, old, new)
    for key in dict.fromkeys([*old, *new]):
        if key in _BY_OTHERS or is_annotation(key):
            continue
        first, second = _value(old, key), _value(new, key)
        if render_canonical(first) != render_canonical(second):
            code = _code(key, first, second)
            add(code, place, _message(key, first, second))


def _value(shape: Shape, key: str) -> Any:
    """Return the value of a keyword; one that says nothing counts as absent."""
    value = shape.get(key)
    empty = value in ({}, [], "") or value is False
    idle = key in _LOWER and key.startswith("min") and len(key) > 7 and value == 0
    return None if empty or idle else value


def _code(key: str, old: Any, new: Any) -> str:
    if old is None:
        return "constraint-added"
    if new is None:
        return "constraint-removed"
    numbers = [v for v in (old, new) if isinstance(v, int | float)]
    if key in _LOWER | _UPPER and len(numbers) == 2:
        rises = new > old
        return f"constraint-{'tightened' if rises == (key in _LOWER) else 'loosened'}"
    if key == "multipleOf" and len(numbers) == 2 and old and new:
        if new % old == 0:
            return "constraint-tightened"
        return "constraint-loosened" if old % new == 0 else "constraint-changed"
    if key == "format":
        return _code_of_formats(str(old), str(new))
    return "constraint-changed"


def _code_of_formats(old: str, new: str) -> str:
    if (old, new) in _WIDER_FORMATS:
        return "constraint-loosened"
    narrower = (new, old) in _WIDER_FORMATS
    return "constraint-tightened" if narrower else "constraint-changed"


def _message(key: str, old: Any, new: Any) -> str:
    if old is None:
        return f"`{key}` {quote(new)} is new"
    if new is None:
        return f"`{key}` {quote(old)} is gone"
    return f"`{key}` {quote(old)} became {quote(new)}"


def _compare_enumerations(add: Add, place: str, old: Shape, new: Shape) -> None:
    first, second = _values(old), _values(new)
    if first is None and second is None:
        return
    if first is None:
        message = f"only {join_values((second or {}).values())} from now on"
        add("constraint-added", place, message)
    elif second is None:
        message = f"no longer only {join_values(first.values())}"
        add("constraint-removed", place, message)
    else:
        gone = [value for text, value in first.items() if text not in second]
        come = [value for text, value in second.items() if text not in first]
        if gone:
            add("enum-value-removed", place, f"no longer {join_values(gone)}")
        if come:
            add("enum-value-added", place, f"now also {join_values(come)}")


def _values(shape: Shape) -> dict[str, Any] | None:
    values = shape.get("enum")
    if not isinstance(values, list):
        return None
    return {render_canonical(value): value for value in values}
