"""Compute the digests that tie an artifact to what it was made from."""

from __future__ import annotations

import hashlib
import json
from typing import Any

DOCUMENTATION_KEYS = frozenset(
    {"description", "summary", "title", "examples", "externalDocs", "tags", "links"}
)
"""Keys that document an interface without changing what may be called."""


def digest_bytes(data: bytes) -> str:
    """Return `sha256:` and the hexadecimal SHA-256 of the bytes."""
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def digest_canonical(value: Any) -> str:
    """Return the digest of the canonical form of a JSON value."""
    return digest_bytes(render_canonical(value).encode())


def render_canonical(value: Any) -> str:
    """Render a JSON value with sorted keys and no white space.

    Follows RFC 8785 but for numbers: integers stay exact at any size (the RFC rounds
    them to double precision, so that two different documents could share one digest),
    and floats that are whole numbers are written as integers.
    """
    return (
        json.dumps(
            _with_whole_floats_as_integers(value),
            ensure_ascii=False,
            sort_keys=True,
            separators=(",", ":"),
            allow_nan=False,
        )
        .encode("utf-8", "surrogatepass")
        .decode("utf-8", "replace")
    )


def without_documentation(value: Any) -> Any:
    """Drop documentation from a document, leaving its callable surface.

    A key below `properties` or another map of names is a name, not documentation.
    """
    return _strip(value, names=False)


_MAPS_OF_NAMES = frozenset(
    {"properties", "patternProperties", "schemas", "contentDescriptors", "errors"}
    | {"definitions", "$defs"}
)


def _strip(value: Any, *, names: bool) -> Any:
    if isinstance(value, list):
        return [_strip(item, names=False) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        key: _strip(item, names=not names and key in _MAPS_OF_NAMES)
        for key, item in value.items()
        if names or (key not in DOCUMENTATION_KEYS and not key.startswith("x-"))
    }


def _with_whole_floats_as_integers(value: Any) -> Any:
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return int(value)
    if isinstance(value, list):
        return [_with_whole_floats_as_integers(item) for item in value]
    if isinstance(value, dict):
        return {k: _with_whole_floats_as_integers(v) for k, v in value.items()}
    return value
