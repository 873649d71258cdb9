"""Types of parameters and results of deprecated_and_servers. Generated: do not edit."""

from __future__ import annotations

from typing import Final

PARAMETERS: Final[dict[str, dict[str, object]]] = {
    "old": {},
    "new": {"x": int},
}
"""Types of parameters, by method and name on the wire."""

RESULTS: Final[dict[str, object]] = {
    "old": bool,
    "new": bool,
}
"""Types of results, by method."""
