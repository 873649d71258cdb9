"""Types of parameters and results of defaults. Generated: do not edit."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal, Union

from pydantic import Field

from defaults_client.models import All, SetE, SetObj

PARAMETERS: Final[dict[str, dict[str, object]]] = {
    "set": {
        "s": str,
        "i": int,
        "f": float,
        "b": bool,
        "n": Union[str, None],
        "l": list[int],
        "m": dict[str, Any],
        "e": SetE,
        "wrong": int,
        "bool_for_int": int,
        "out": Literal["p"],
        "obj": SetObj,
        "any": Any,
        "int_for_number": float,
        "null_for_string": str,
        "low": Annotated[int, Field(ge=5)],
        "short": Annotated[str, Field(min_length=2, pattern="^a")],
        "fits": Annotated[str, Field(pattern="^a")],
        "must": int,
        "must_list": list[str],
    },
}
"""Types of parameters, by method and name on the wire."""

RESULTS: Final[dict[str, object]] = {
    "set": All,
}
"""Types of results, by method."""
