"""Follow the references within a document; none leads out of it."""

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import unquote

_LONGEST_CHAIN: Final = 50


def follow(document: Mapping[str, Any], node: object) -> object:
    """Return what a node means, its references followed; nothing if one dangles."""
    for _ in range(_LONGEST_CHAIN):
        reference = node.get("$ref") if isinstance(node, dict) else None
        if not isinstance(reference, str):
            return node
        node = _resolve(document, reference)
    return None


def _resolve(document: Mapping[str, Any], reference: str) -> object:
    """Return what a JSON Pointer in a fragment leads to (RFC 6901, section 6)."""
    if not reference.startswith("#/"):
        return None
    place: Any = document
    for token in reference[2:].split("/"):
        key = unquote(token).replace("~1", "/").replace("~0", "~")
        if isinstance(place, dict) and key in place:
            place = place[key]
        elif isinstance(place, list) and key.isdecimal() and len(key) < 10:
            place = place[int(key)] if int(key) < len(place) else None
        else:
            return None
    return place
