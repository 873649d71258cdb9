"""Types of parameters and results of recursive_models. Generated: do not edit."""

from __future__ import annotations

from typing import Final

from recursive_models_client.models import A, Node

PARAMETERS: Final[dict[str, dict[str, object]]] = {
    "walk": {"start": Node},
}
"""Types of parameters, by method and name on the wire."""

RESULTS: Final[dict[str, object]] = {
    "walk": A,
}
"""Types of results, by method."""
