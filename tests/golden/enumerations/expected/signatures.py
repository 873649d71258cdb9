"""Types of parameters and results of enumerations. Generated: do not edit."""

from __future__ import annotations

from typing import Any, Final, Literal

from enumerations_client.models import (
    Color,
    SetA,
    SetB,
    SetC,
    SetH,
    SetI,
    SetNItem,
    SetO,
)

PARAMETERS: Final[dict[str, dict[str, object]]] = {
    "set": {
        "a": SetA,
        "b": SetB,
        "c": SetC,
        "d": float,
        "e": Literal["only"],
        "f": Literal[3],
        "g": bool,
        "h": SetH,
        "i": SetI,
        "j": None,
        "k": Any,
        "l": Literal[True],
        "m": Literal["dup"],
        "n": list[SetNItem],
        "o": SetO,
        "p": int,
    },
}
"""Types of parameters, by method and name on the wire."""

RESULTS: Final[dict[str, object]] = {
    "set": Color,
}
"""Types of results, by method."""
