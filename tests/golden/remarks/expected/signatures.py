"""Types of parameters and results of remarks. Generated: do not edit."""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import Field

from remarks_client.models import Job, NewJob

PARAMETERS: Final[dict[str, dict[str, object]]] = {
    "job.list": {
        "limit": Annotated[int, Field(ge=1, le=100)],
        "timeout": int,
        "wait_ms": int,
        "day": str,
        "name": Annotated[str, Field(max_length=8, min_length=1, pattern="^[a-z]+$")],
    },
    "job.add": {"job": NewJob},
}
"""Types of parameters, by method and name on the wire."""

RESULTS: Final[dict[str, object]] = {
    "job.list": bool,
    "job.add": Job,
}
"""Types of results, by method."""
