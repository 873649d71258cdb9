"""Types of parameters and results of recursive_alias_users. Generated: do not edit."""

from __future__ import annotations

from typing import Final

from recursive_alias_users_client.models import Rows

PARAMETERS: Final[dict[str, dict[str, object]]] = {
    "get": {},
}
"""Types of parameters, by method and name on the wire."""

RESULTS: Final[dict[str, object]] = {
    "get": Rows,
}
"""Types of results, by method."""
