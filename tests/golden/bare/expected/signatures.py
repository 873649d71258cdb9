"""Types of parameters and results of bare. Generated: do not edit."""

from __future__ import annotations

from typing import Final

PARAMETERS: Final[dict[str, dict[str, object]]] = {
    "ping": {},
    "pong": {},
    "log": {"text": str},
}
"""Types of parameters, by method and name on the wire."""

RESULTS: Final[dict[str, object]] = {
    "pong": bool,
}
"""Types of results, by method."""
