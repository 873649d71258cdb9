"""Types of parameters and results of values_with_types. Generated: do not edit."""

from __future__ import annotations

from typing import Final

from hero_runtime.values import DateTime

from values_with_types_client.models import Stamp

PARAMETERS: Final[dict[str, dict[str, object]]] = {
    "get": {"since": DateTime},
}
"""Types of parameters, by method and name on the wire."""

RESULTS: Final[dict[str, object]] = {
    "get": Stamp,
}
"""Types of results, by method."""
