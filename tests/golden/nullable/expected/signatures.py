"""Types of parameters and results of nullable. Generated: do not edit."""

from __future__ import annotations

from typing import Final, Literal

from nullable_client.models import Maybe, Thing

PARAMETERS: Final[dict[str, dict[str, object]]] = {
    "set": {
        "a": str | None,
        "b": str | None,
        "c": str | None,
        "d": Thing | None,
        "e": Literal["x"] | None,
        "f": str,
        "g": None,
        "h": None,
        "i": str | None,
        "j": str | None,
        "k": Maybe,
    },
    "nothing": {},
}
"""Types of parameters, by method and name on the wire."""

RESULTS: Final[dict[str, object]] = {
    "set": Thing | None,
    "nothing": None,
}
"""Types of results, by method."""
