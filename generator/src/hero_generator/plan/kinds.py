"""Name the JSON types of values."""

from __future__ import annotations

_KINDS: dict[type, str] = {
    str: "string",
    bool: "boolean",
    int: "integer",
    float: "number",
    list: "array",
    dict: "object",
    type(None): "null",
}


def kind_of(value: object) -> str:
    """Return the JSON Schema type of a decoded JSON value."""
    return _KINDS[type(value)]
