"""Put values of a document into the messages about them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from hero_generator.changes.linked import reference_name, reference_of

MAXIMUM_VALUE = 60
"""Characters of one value that a message shows."""
MAXIMUM_VALUES = 12
"""Values that a message lists."""


def quote(value: Any) -> str:
    """Return a JSON value as a short text."""
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= MAXIMUM_VALUE else f"{text[:MAXIMUM_VALUE]}…"


def join_values(values: Iterable[Any]) -> str:
    """Return the texts of values, of a long list the first ones."""
    texts = [quote(value) for value in values]
    rest = len(texts) - MAXIMUM_VALUES
    more = [f"{rest} more"] if rest > 0 else []
    return ", ".join([*texts[:MAXIMUM_VALUES], *more])


def name_shape(shape: dict[str, Any]) -> str:
    """Name what a schema of one type admits, in a few words."""
    reference = reference_of(shape)
    if reference is not None:
        return reference_name(reference)
    name = shape.get("type")
    if name is None:
        return "any value"
    title = shape.get("title")
    if isinstance(title, str) and title.strip():
        return f"{name} {quote(title)}"
    values = shape.get("enum")
    if isinstance(values, list):
        return f"{name} {join_values(values)}"
    tags = [quote(value) for value in tag_values(shape).values()]
    return " ".join([str(name), *tags])


def name_shapes(shapes: Iterable[dict[str, Any]]) -> str:
    """Name the alternatives of a schema."""
    return " or ".join(name_shape(shape) for shape in shapes) or "no value"


def tag_values(shape: dict[str, Any]) -> dict[str, str]:
    """Return the properties of an object that can only have one text, with it."""
    properties = shape.get("properties")
    found = {}
    for name, schema in (properties if isinstance(properties, dict) else {}).items():
        if not isinstance(schema, dict):
            continue
        values = [schema["const"]] if "const" in schema else schema.get("enum")
        if isinstance(values, list) and len(values) == 1 and isinstance(values[0], str):
            found[name] = values[0]
    return found
