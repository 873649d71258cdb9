"""Types of parameters and results of tuples. Generated: do not edit."""

from __future__ import annotations

from typing import Annotated, Any, Final, Union

from pydantic import Field

from tuples_client.models import P

PARAMETERS: Final[dict[str, dict[str, object]]] = {
    "set": {
        "a": tuple[str, int],
        "b": tuple[str, int],
        "c": list[Union[str, int, bool]],
        "d": tuple[str],
        "e": list[str],
        "f": Annotated[list[Union[str, int]], Field(min_length=1)],
        "g": Annotated[list[int], Field(max_length=2, min_length=2)],
        "h": list[Any],
        "i": list[Any],
    },
}
"""Types of parameters, by method and name on the wire."""

RESULTS: Final[dict[str, object]] = {
    "set": list[
        Annotated[tuple[P, Union[str, None]], Field(max_length=2, min_length=2)]
    ],
}
"""Types of results, by method."""
