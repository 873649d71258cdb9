"""Types of parameters and results of union_of_objects. Generated: do not edit."""

from __future__ import annotations

from typing import Final

from union_of_objects_client.models import FindBy, FindResult

PARAMETERS: Final[dict[str, dict[str, object]]] = {
    "find": {"by": FindBy},
}
"""Types of parameters, by method and name on the wire."""

RESULTS: Final[dict[str, object]] = {
    "find": FindResult,
}
"""Types of results, by method."""
