"""Read default values, keeping only those that their own schema admits."""

from __future__ import annotations

from typing import Any

from hero_generator.plan.conversion import Conversion
from hero_generator.plan.nodes import Node
from hero_generator.plan.scalars import is_within_bounds
from hero_generator.plan.types import Types
from hero_generator.plan.values import Core, Default


def read_default(schemas: Conversion, node: Node, core: Core) -> Default | None:
    """Return the default of a schema, if it says one that can be used."""
    schema = node.schema
    if not isinstance(schema, dict) or "default" not in schema:
        return None
    if "format" in core:
        # A moment or bytes have no literal: leaving it out is what the default means.
        return None
    value = schema["default"]
    if admits(schemas.types, core, value, depth=0):
        return Default(value)
    message = f"the default {value!r} does not fit its own schema and is ignored"
    schemas.report(node, "default", message, "Correct the default or the schema.")
    return None


def admits(types: Types, core: Core, value: Any, *, depth: int) -> bool:
    """Tell whether a JSON value can be written as a default of a core schema.

    Strings, numbers, booleans, null, and lists and maps of them can; an object that
    would have to be a class cannot.
    """
    if depth > 20:
        return False
    if "$ref" in core:
        definition = types.definitions.get(core["$ref"])
        if definition is None or definition.core is None:
            return False
        return admits(types, definition.core, value, depth=depth + 1)
    if "anyOf" in core:
        return any(admits(types, c, value, depth=depth + 1) for c in core["anyOf"])
    if "enum" in core:
        return any(type(v) is type(value) and v == value for v in core["enum"])
    if "prefixItems" in core or "format" in core:
        return False
    kind = core.get("type")
    if not is_within_bounds(core, value):
        return False
    if kind == "array":
        return isinstance(value, list) and _all_admitted(
            types, core["items"], value, depth
        )
    if kind == "object":
        return isinstance(value, dict) and _all_admitted(
            types, core["additionalProperties"], list(value.values()), depth
        )
    return _is_of_kind(kind, value)


def _all_admitted(
    types: Types, core: Core | bool, values: list[Any], depth: int
) -> bool:
    inner: Core = core if isinstance(core, dict) else {}
    return all(admits(types, inner, value, depth=depth + 1) for value in values)


def _is_of_kind(kind: object, value: object) -> bool:
    if kind is None:
        return True
    if isinstance(value, bool):
        return kind == "boolean"
    kinds: dict[object, tuple[type, ...]] = {
        "string": (str,),
        "integer": (int,),
        "number": (int, float),
        "null": (type(None),),
    }
    return isinstance(value, kinds.get(kind, ()))
