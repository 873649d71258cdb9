"""Types of parameters and results of unresolved_references. Generated: do not edit."""

from __future__ import annotations

from typing import Any, Final

from unresolved_references_client.models import Loop, Unnamed

PARAMETERS: Final[dict[str, dict[str, object]]] = {
    "get": {
        "a": Any,
        "b": Any,
        "c": Any,
        "d": Any,
        "e": Any,
        "f": Unnamed,
        "g": Any,
        "h": Any,
        "i": Loop,
    },
}
"""Types of parameters, by method and name on the wire."""

RESULTS: Final[dict[str, object]] = {
    "get": list[Any],
}
"""Types of results, by method."""
