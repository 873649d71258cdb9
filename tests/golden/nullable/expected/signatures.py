"""Types of parameters and results of nullable. Generated: do not edit."""

from __future__ import annotations

from typing import Final, Literal, Union

from nullable_client.models import Maybe, Thing

PARAMETERS: Final[dict[str, dict[str, object]]] = {
    "set": {
        "a": Union[str, None],
        "b": Union[str, None],
        "c": Union[str, None],
        "d": Union[Thing, None],
        "e": Union[Literal["x"], None],
        "f": str,
        "g": None,
        "h": None,
        "i": Union[str, None],
        "j": Union[str, None],
        "k": Maybe,
    },
    "nothing": {},
}
"""Types of parameters, by method and name on the wire."""

RESULTS: Final[dict[str, object]] = {
    "set": Union[Thing, None],
    "nothing": None,
}
"""Types of results, by method."""
