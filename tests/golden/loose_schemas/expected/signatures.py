"""Types of parameters and results of loose_schemas. Generated: do not edit."""

from __future__ import annotations

from typing import Any, Final

from hero_runtime.values import Date

from loose_schemas_client.models import SetE

PARAMETERS: Final[dict[str, dict[str, object]]] = {
    "set": {
        "a": Any,
        "b": Any,
        "c": Any,
        "d": list[Any],
        "e": SetE,
        "f": Any,
        "g": Any,
        "h": Any,
        "i": Any,
        "j": Any,
        "k": str,
        "l": Date,
        "m": dict[str, Any],
        "n": Any,
        "o": Any,
        "p": Any,
        "q": str,
    },
}
"""Types of parameters, by method and name on the wire."""

RESULTS: Final[dict[str, object]] = {
    "set": Any,
}
"""Types of results, by method."""
