"""Types of parameters and results of union_nested_tags. Generated: do not edit."""

from __future__ import annotations

from typing import Final

from union_nested_tags_client.models import GetResult

PARAMETERS: Final[dict[str, dict[str, object]]] = {
    "get": {},
}
"""Types of parameters, by method and name on the wire."""

RESULTS: Final[dict[str, object]] = {
    "get": GetResult,
}
"""Types of results, by method."""
