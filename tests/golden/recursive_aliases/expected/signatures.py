"""Types of parameters and results of recursive_aliases. Generated: do not edit."""

from __future__ import annotations

from typing import Final

from recursive_aliases_client.models import Json, Nested, Ping, Self_

PARAMETERS: Final[dict[str, dict[str, object]]] = {
    "echo": {"value": Json},
    "loop": {"a": Self_, "b": Ping},
}
"""Types of parameters, by method and name on the wire."""

RESULTS: Final[dict[str, object]] = {
    "echo": Json,
    "loop": Nested,
}
"""Types of results, by method."""
