"""Types of parameters and results of circular_conjunctions. Generated: do not edit."""

from __future__ import annotations

from typing import Final

from circular_conjunctions_client.models import Both, Either

PARAMETERS: Final[dict[str, dict[str, object]]] = {
    "get": {"both": Both},
}
"""Types of parameters, by method and name on the wire."""

RESULTS: Final[dict[str, object]] = {
    "get": Either,
}
"""Types of results, by method."""
