"""Types of parameters and results of hostile_text. Generated: do not edit."""

from __future__ import annotations

from typing import Final

from hostile_text_client.models import DoItResult

PARAMETERS: Final[dict[str, dict[str, object]]] = {
    "do.it": {"value": str, "long": str},
    "quoted": {},
    "slashed": {},
    "empty.text": {},
    "colon": {},
}
"""Types of parameters, by method and name on the wire."""

RESULTS: Final[dict[str, object]] = {
    "do.it": DoItResult,
    "quoted": bool,
    "slashed": bool,
    "empty.text": bool,
    "colon": bool,
}
"""Types of results, by method."""
