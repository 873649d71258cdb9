"""Types of parameters and results of names_without_capitals. Generated: do not edit."""

from __future__ import annotations

from typing import Final

PARAMETERS: Final[dict[str, dict[str, object]]] = {}
"""Types of parameters, by method and name on the wire."""

RESULTS: Final[dict[str, object]] = {}
"""Types of results, by method."""
