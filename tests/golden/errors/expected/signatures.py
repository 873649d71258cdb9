"""Types of parameters and results of errors. Generated: do not edit."""

from __future__ import annotations

from typing import Final

PARAMETERS: Final[dict[str, dict[str, object]]] = {
    "a": {},
    "b": {},
    "c": {},
}
"""Types of parameters, by method and name on the wire."""

RESULTS: Final[dict[str, object]] = {
    "a": bool,
    "b": bool,
    "c": bool,
}
"""Types of results, by method."""
