"""Types of parameters and results of by_position. Generated: do not edit."""

from __future__ import annotations

from typing import Final

PARAMETERS: Final[dict[str, dict[str, object]]] = {
    "sum": {"a": int, "b": int},
    "block": {"Block hash": str, "Full transactions": bool},
    "named": {"x": int},
    "either": {"x": int},
}
"""Types of parameters, by method and name on the wire."""

RESULTS: Final[dict[str, object]] = {
    "sum": bool,
    "block": bool,
    "named": bool,
    "either": bool,
}
"""Types of results, by method."""
