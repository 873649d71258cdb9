"""Types of parameters and results of long_method_name. Generated: do not edit."""

from __future__ import annotations

from typing import Final

PARAMETERS: Final[dict[str, dict[str, object]]] = {
    "\u001f\u001f\u000b\U00010000\U00010000\U00010000\U00010000\U00010000\U00010000": {},
}
"""Types of parameters, by method and name on the wire."""

RESULTS: Final[dict[str, object]] = {}
"""Types of results, by method."""
