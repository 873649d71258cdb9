"""Types of parameters and results of invalid_but_readable. Generated: do not edit."""

from __future__ import annotations

from typing import Any, Final

PARAMETERS: Final[dict[str, dict[str, object]]] = {
    "a": {"x": int},
    "b": {},
    "c": {"no schema": Any, "parameter2": str},
    "d": {},
}
"""Types of parameters, by method and name on the wire."""

RESULTS: Final[dict[str, object]] = {
    "a": bool,
    "b": str,
    "c": bool,
    "d": bool,
}
"""Types of results, by method."""
