"""Types of parameters and results of all_of_with_union. Generated: do not edit."""

from __future__ import annotations

from typing import Final

from all_of_with_union_client.models import Beside, Message, Needs

PARAMETERS: Final[dict[str, dict[str, object]]] = {
    "get": {},
    "set": {"either": Beside, "needs": Needs},
}
"""Types of parameters, by method and name on the wire."""

RESULTS: Final[dict[str, object]] = {
    "get": Message,
    "set": bool,
}
"""Types of results, by method."""
