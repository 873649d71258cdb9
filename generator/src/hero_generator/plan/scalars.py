"""Convert strings, numbers and booleans with the constraints that can be checked."""

from __future__ import annotations

import functools
import operator
from collections.abc import Callable
from typing import Any

from hero_generator.plan.conversion import Conversion
from hero_generator.plan.nodes import Node
from hero_generator.plan.values import Core
from pydantic_core import SchemaError, SchemaValidator, ValidationError, core_schema

FORMATS = {"date-time": "DateTime", "date": "Date", "byte": "Bytes"}
"""Formats whose values have a Python type of their own, by its name in the runtime.

Others (`uri`, `uuid`, `ipv6`, …) stay strings: their Python types do not give back the
text they were made from.
"""

MAXIMUM_PATTERN = 1000
"""Characters of a pattern that is still checked."""

MAXIMUM_COUNT = 2**31
"""Largest bound of a length that is checked; nothing of that size is ever received."""

_LOWER = ("minimum", "exclusiveMinimum")
_UPPER = ("maximum", "exclusiveMaximum")


def convert(schemas: Conversion, node: Node, kind: str) -> Core:
    """Return the core schema of a scalar."""
    core: Core = {"type": kind}
    text_format = node.schema.get("format")
    if node.schema.get("contentEncoding") == "base64":
        text_format = "byte"
    if kind == "string" and isinstance(text_format, str) and text_format in FORMATS:
        return {"type": "string", "format": text_format}
    if kind == "string":
        for key in ("minLength", "maxLength"):
            bound = count(node.schema.get(key))
            if bound is not None:
                core[key] = bound
        pattern = node.schema.get("pattern")
        if isinstance(pattern, str) and _checked(schemas, node, pattern):
            core["pattern"] = pattern
        return core
    if kind in ("integer", "number"):
        core |= _bounds(node.schema, kind)
    return core


def count(value: object) -> int | None:
    """Return a count that JSON Schema may write as 2 or as 2.0."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return int(value) if 0 <= value <= MAXIMUM_COUNT and value == int(value) else None


def is_within_bounds(core: Core, value: object) -> bool:
    """Tell whether a value of the right type keeps the constraints of a core schema."""
    size = len(value) if isinstance(value, str | list) else None
    checks: dict[str, tuple[object, Callable[[Any, Any], bool]]] = {
        "minimum": (value, operator.ge),
        "maximum": (value, operator.le),
        "exclusiveMinimum": (value, operator.gt),
        "exclusiveMaximum": (value, operator.lt),
        "minLength": (size, operator.ge),
        "maxLength": (size, operator.le),
        "minItems": (size, operator.ge),
        "maxItems": (size, operator.le),
    }
    for key, (measured, holds) in checks.items():
        comparable = isinstance(measured, int | float)
        if key in core and comparable and not holds(measured, core[key]):
            return False
    pattern = core.get("pattern")
    return pattern is None or not isinstance(value, str) or _matches(pattern, value)


def _bounds(schema: dict[str, Any], kind: str) -> Core:
    """Read bounds; in draft 4 an exclusive bound is true beside the bound itself."""
    bounds: Core = {}
    for plain, exclusive in (_LOWER, _UPPER):
        key = exclusive if schema.get(exclusive) is True else plain
        for name, value in (
            (key, schema.get(plain)),
            (exclusive, schema.get(exclusive)),
        ):
            if isinstance(value, bool) or not isinstance(value, int | float):
                continue
            whole = value == int(value)
            if kind == "number" or whole:
                bounds[name] = int(value) if whole else value
    return bounds


def _checked(schemas: Conversion, node: Node, pattern: str) -> bool:
    if _compiles(pattern):
        return True
    message = f"the pattern {pattern!r} cannot be checked and is ignored"
    hint = (
        "Patterns are checked by Rust's regex engine: no look-around, no `\\w-` ranges."
    )
    schemas.report(node, "pattern", message, hint)
    return False


@functools.cache
def _compiles(pattern: str) -> bool:
    """Try the engine that will run the pattern; a clean client may not fail on import."""
    if len(pattern) > MAXIMUM_PATTERN:
        return False
    try:
        SchemaValidator(core_schema.str_schema(pattern=pattern))
    except SchemaError:
        return False
    return True


def _matches(pattern: str, value: str) -> bool:
    try:
        SchemaValidator(core_schema.str_schema(pattern=pattern)).validate_python(value)
    except ValidationError:
        return False
    return True
