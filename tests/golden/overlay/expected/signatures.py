"""Types of parameters and results of overlay. Generated: do not edit."""

from __future__ import annotations

from typing import Final

PARAMETERS: Final[dict[str, dict[str, object]]] = {
    "a": {"right": str},
    "c": {"x": int, "y": str},
}
"""Types of parameters, by method and name on the wire."""

RESULTS: Final[dict[str, object]] = {
    "a": bool,
    "c": bool,
}
"""Types of results, by method."""
