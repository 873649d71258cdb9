"""Types of parameters and results of external_files_from_root. Generated: do not edit."""

from __future__ import annotations

from typing import Final

from external_files_from_root_client.models import Wallets

PARAMETERS: Final[dict[str, dict[str, object]]] = {
    "list": {},
}
"""Types of parameters, by method and name on the wire."""

RESULTS: Final[dict[str, object]] = {
    "list": Wallets,
}
"""Types of results, by method."""
