"""Types of parameters and results of external_files. Generated: do not edit."""

from __future__ import annotations

from typing import Final

from external_files_client.models import N, Item, List, More

PARAMETERS: Final[dict[str, dict[str, object]]] = {
    "get": {"a": Item, "b": More, "c": N},
}
"""Types of parameters, by method and name on the wire."""

RESULTS: Final[dict[str, object]] = {
    "get": List,
}
"""Types of results, by method."""
