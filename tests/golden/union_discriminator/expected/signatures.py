"""Types of parameters and results of union_discriminator. Generated: do not edit."""

from __future__ import annotations

from typing import Final

from union_discriminator_client.models import Pet

PARAMETERS: Final[dict[str, dict[str, object]]] = {
    "get": {},
}
"""Types of parameters, by method and name on the wire."""

RESULTS: Final[dict[str, object]] = {
    "get": list[Pet],
}
"""Types of results, by method."""
