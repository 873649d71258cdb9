"""Types of parameters and results of union_of_constants. Generated: do not edit."""

from __future__ import annotations

from typing import Final

from union_of_constants_client.models import Level, SetResult

PARAMETERS: Final[dict[str, dict[str, object]]] = {
    "set": {"level": Level},
}
"""Types of parameters, by method and name on the wire."""

RESULTS: Final[dict[str, object]] = {
    "set": SetResult,
}
"""Types of results, by method."""
