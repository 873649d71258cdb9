"""Types of parameters and results of union_tagged. Generated: do not edit."""

from __future__ import annotations

from typing import Final

from union_tagged_client.models import Event, Shape

PARAMETERS: Final[dict[str, dict[str, object]]] = {
    "draw": {"shape": Shape, "event": Event},
}
"""Types of parameters, by method and name on the wire."""

RESULTS: Final[dict[str, object]] = {
    "draw": list[Shape],
}
"""Types of results, by method."""
