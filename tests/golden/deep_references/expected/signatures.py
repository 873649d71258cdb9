"""Types of parameters and results of deep_references. Generated: do not edit."""

from __future__ import annotations

from typing import Final

from deep_references_client.models import (
    ABC,
    Local,
    OtherResult,
    OtherX,
    OuterInner,
    OuterListItem,
    UnionU,
    WithSpace,
)

PARAMETERS: Final[dict[str, dict[str, object]]] = {
    "get": {
        "a": OuterInner,
        "b": ABC,
        "c": WithSpace,
        "d": OtherX,
        "e": OuterListItem,
        "f": UnionU,
        "g": OtherResult,
        "h": Local,
    },
    "other": {"x": OtherX},
}
"""Types of parameters, by method and name on the wire."""

RESULTS: Final[dict[str, object]] = {
    "get": bool,
    "other": OtherResult,
}
"""Types of results, by method."""
