"""Types of parameters and results of descriptor_references. Generated: do not edit."""

from __future__ import annotations

from typing import Final

from descriptor_references_client.models import Thing

PARAMETERS: Final[dict[str, dict[str, object]]] = {
    "get": {"id": int},
    "again": {"id": int},
    "extra": {},
}
"""Types of parameters, by method and name on the wire."""

RESULTS: Final[dict[str, object]] = {
    "get": Thing,
    "again": bool,
    "extra": bool,
}
"""Types of results, by method."""
