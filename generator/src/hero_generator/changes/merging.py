"""Merge two schemas that must both hold into one, as far as one can say it."""

from __future__ import annotations

from typing import Any

from hero_runtime.document.digest import render_canonical

_LARGER = frozenset({"minimum", "exclusiveMinimum", "minLength", "minItems"}) | {
    "minProperties",
    "minContains",
}
_SMALLER = frozenset({"maximum", "exclusiveMaximum", "maxLength", "maxItems"}) | {
    "maxProperties",
    "maxContains",
}


def merge_shapes(
    first: dict[str, Any], second: dict[str, Any]
) -> dict[str, Any] | None:
    """Return one schema for two; nothing if their types exclude each other."""
    merged = dict(first)
    for keyword, value in second.items():
        if keyword not in merged:
            merged[keyword] = value
        elif keyword == "type":
            name = _common_type(str(merged["type"]), str(value))
            if name is None:
                return None
            merged["type"] = name
        else:
            merged[keyword] = _merge_keyword(keyword, merged[keyword], value)
    return merged


def _common_type(first: str, second: str) -> str | None:
    if first == second:
        return first
    return "integer" if {first, second} == {"integer", "number"} else None


def _merge_keyword(keyword: str, first: Any, second: Any) -> Any:
    if render_canonical(first) == render_canonical(second):
        return first
    pair = (first, second)
    if keyword in _LARGER | _SMALLER and all(isinstance(v, int | float) for v in pair):
        return max(pair) if keyword in _LARGER else min(pair)
    if keyword in ("properties", "patternProperties"):
        return _merge_properties(first, second)
    if all(isinstance(value, list) for value in pair):
        if keyword == "required":
            return [*first, *(name for name in second if name not in first)]
        if keyword == "enum":
            known = {render_canonical(value) for value in second}
            return [value for value in first if render_canonical(value) in known]
    if keyword in ("items", "additionalProperties"):
        refused = any(value is False for value in pair)
        return False if refused else _both(first, second)
    if keyword in ("pattern", "not", "contains", "propertyNames"):
        return {"allOf": sorted((first, second), key=render_canonical)}
    return second


def _merge_properties(first: Any, second: Any) -> Any:
    if not isinstance(first, dict) or not isinstance(second, dict):
        return second
    shared = {
        name: _both(first[name], second[name]) for name in first if name in second
    }
    return first | second | shared


def _both(first: Any, second: Any) -> Any:
    """Return a schema that says both; a part that is there already is not repeated."""
    members = [*_conjuncts(first), *_conjuncts(second)]
    distinct = list({render_canonical(member): member for member in members}.values())
    return distinct[0] if len(distinct) == 1 else {"allOf": distinct}


def _conjuncts(schema: Any) -> list[Any]:
    if isinstance(schema, dict) and set(schema) == {"allOf"}:
        return list(schema["allOf"])
    return [] if schema is True else [schema]
