"""Types of parameters and results of required_only. Generated: do not edit."""

from __future__ import annotations

from typing import Final

from required_only_client.models import Form

PARAMETERS: Final[dict[str, dict[str, object]]] = {
    "get": {},
}
"""Types of parameters, by method and name on the wire."""

RESULTS: Final[dict[str, object]] = {
    "get": Form,
}
"""Types of results, by method."""
