"""Types of parameters and results of one_parameter_name_twice. Generated: do not edit."""

from __future__ import annotations

from typing import Final

PARAMETERS: Final[dict[str, dict[str, object]]] = {
    "get": {"x": str},
}
"""Types of parameters, by method and name on the wire."""

RESULTS: Final[dict[str, object]] = {
    "get": str,
}
"""Types of results, by method."""
