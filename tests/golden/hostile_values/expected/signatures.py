"""Types of parameters and results of hostile_values. Generated: do not edit."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import Field

from hostile_values_client.models import SetKind, SetResult

PARAMETERS: Final[dict[str, dict[str, object]]] = {
    "set": {
        "d0": str,
        "d1": str,
        "d2": str,
        "d3": str,
        "d4": str,
        "d5": str,
        "d6": str,
        "d7": str,
        "d8": str,
        "d9": str,
        "d10": str,
        "d11": str,
        "d12": str,
        "d13": str,
        "pattern": Annotated[str, Field(pattern="^[\"'\\\\\\n{}%#]+$")],
        "bad_pattern": str,
        "kind": SetKind,
        "only": Literal['"""\\'],
        "big": Annotated[int, Field(le=10000000000000000000000000000000000000000)],
        "map": dict[str, list[str]],
    },
}
"""Types of parameters, by method and name on the wire."""

RESULTS: Final[dict[str, object]] = {
    "set": SetResult,
}
"""Types of results, by method."""
