"""Types of parameters and results of union_of_primitives. Generated: do not edit."""

from __future__ import annotations

from typing import Any, Final, Union

from union_of_primitives_client.models import SetC, SetF

PARAMETERS: Final[dict[str, dict[str, object]]] = {
    "set": {
        "a": Union[str, int],
        "b": Union[str, int, None],
        "c": SetC,
        "d": str,
        "e": Any,
        "f": SetF,
    },
}
"""Types of parameters, by method and name on the wire."""

RESULTS: Final[dict[str, object]] = {
    "set": Union[str, float],
}
"""Types of results, by method."""
