"""Types of parameters and results of embedded_definitions. Generated: do not edit."""

from __future__ import annotations

from typing import Final

from embedded_definitions_client.models import Root

PARAMETERS: Final[dict[str, dict[str, object]]] = {
    "get": {},
}
"""Types of parameters, by method and name on the wire."""

RESULTS: Final[dict[str, object]] = {
    "get": Root,
}
"""Types of results, by method."""
