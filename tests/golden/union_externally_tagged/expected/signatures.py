"""Types of parameters and results of union_externally_tagged. Generated: do not edit."""

from __future__ import annotations

from typing import Final

from union_externally_tagged_client.models import Command

PARAMETERS: Final[dict[str, dict[str, object]]] = {
    "run": {"command": Command},
}
"""Types of parameters, by method and name on the wire."""

RESULTS: Final[dict[str, object]] = {
    "run": Command,
}
"""Types of results, by method."""
