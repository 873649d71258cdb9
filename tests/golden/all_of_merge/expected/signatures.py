"""Types of parameters and results of all_of_merge. Generated: do not edit."""

from __future__ import annotations

from typing import Final

from all_of_merge_client.models import Dog

PARAMETERS: Final[dict[str, dict[str, object]]] = {
    "get": {},
}
"""Types of parameters, by method and name on the wire."""

RESULTS: Final[dict[str, object]] = {
    "get": Dog,
}
"""Types of results, by method."""
