"""Types of parameters and results of hero_proc. Generated: do not edit."""

from __future__ import annotations

from typing import Annotated, Final, Union

from pydantic import Field

from hero_proc_client.models import (
    ActionSpec,
    InputValue,
    Job,
    JobFilter,
    LogLine,
    ServiceSpec,
    ServiceStatus,
)

PARAMETERS: Final[dict[str, dict[str, object]]] = {
    "action.set": {"action": ActionSpec},
    "action.get": {"name": Annotated[str, Field(min_length=1)]},
    "action.list": {},
    "action.delete": {"name": Annotated[str, Field(min_length=1)]},
    "job.create": {"action": ActionSpec, "inputs": dict[str, InputValue]},
    "job.get": {"job_id": Annotated[str, Field(min_length=1)]},
    "job.list": {"filter": JobFilter},
    "job.cancel": {"job_id": Annotated[str, Field(min_length=1)]},
    "job.logs": {
        "job_id": Annotated[str, Field(min_length=1)],
        "attempt": Union[int, None],
        "limit": Annotated[int, Field(ge=1, le=100000)],
    },
    "logs.insert": {"lines": Annotated[list[LogLine], Field(min_length=1)]},
    "service.set": {"service": ServiceSpec},
    "service.get": {"name": Annotated[str, Field(min_length=1)]},
    "service.list": {"tag": Union[str, None]},
    "service.start": {"name": Annotated[str, Field(min_length=1)]},
    "service.stop": {"name": Annotated[str, Field(min_length=1)]},
    "service.restart": {"name": Annotated[str, Field(min_length=1)]},
    "service.reload": {"name": Annotated[str, Field(min_length=1)]},
    "service.delete": {"name": Annotated[str, Field(min_length=1)]},
}
"""Types of parameters, by method and name on the wire."""

RESULTS: Final[dict[str, object]] = {
    "action.set": str,
    "action.get": ActionSpec,
    "action.list": list[str],
    "action.delete": bool,
    "job.create": Job,
    "job.get": Job,
    "job.list": list[Job],
    "job.cancel": bool,
    "job.logs": list[LogLine],
    "logs.insert": Annotated[int, Field(ge=0)],
    "service.set": str,
    "service.get": ServiceSpec,
    "service.list": list[ServiceStatus],
    "service.start": ServiceStatus,
    "service.stop": ServiceStatus,
    "service.restart": ServiceStatus,
    "service.reload": ServiceStatus,
    "service.delete": bool,
}
"""Types of results, by method."""
