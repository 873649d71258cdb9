"""Types of parameters and results of maps. Generated: do not edit."""

from __future__ import annotations

from typing import Any, Final, Union

from maps_client.models import Open

PARAMETERS: Final[dict[str, dict[str, object]]] = {
    "set": {
        "a": dict[str, Any],
        "b": dict[str, int],
        "c": dict[str, str],
        "d": dict[str, Union[str, int]],
        "e": dict[str, list[Open]],
        "f": dict[str, Any],
        "g": dict[str, str],
        "h": dict[str, Any],
    },
}
"""Types of parameters, by method and name on the wire."""

RESULTS: Final[dict[str, object]] = {
    "set": Open,
}
"""Types of results, by method."""
