"""Types of parameters and results of all_of_single. Generated: do not edit."""

from __future__ import annotations

from typing import Final, Union

from all_of_single_client.models import Name, Thing

PARAMETERS: Final[dict[str, dict[str, object]]] = {
    "get": {"a": Thing, "b": Thing, "c": Union[Thing, None], "d": Name},
}
"""Types of parameters, by method and name on the wire."""

RESULTS: Final[dict[str, object]] = {
    "get": Thing,
}
"""Types of results, by method."""
