"""Types of parameters and results of basics. Generated: do not edit."""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import Field

from basics_client.models import NewPet, Pet

PARAMETERS: Final[dict[str, dict[str, object]]] = {
    "pet.list": {"limit": Annotated[int, Field(ge=1, le=100)]},
    "pet.get": {"id": int},
    "pet.add": {"pet": NewPet, "dry_run": bool},
}
"""Types of parameters, by method and name on the wire."""

RESULTS: Final[dict[str, object]] = {
    "pet.list": list[Pet],
    "pet.get": Pet,
    "pet.add": Pet,
}
"""Types of results, by method."""
