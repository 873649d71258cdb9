"""Types of parameters and results of hero_router. Generated: do not edit."""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import Field

from hero_router_client.models import (
    AgentResult,
    CacheReport,
    RouterHealth,
    ScanResult,
    ServiceDetail,
    ServiceEntry,
)

PARAMETERS: Final[dict[str, dict[str, object]]] = {
    "router.services": {},
    "router.service": {"service_id": str},
    "router.scan": {},
    "router.health": {},
    "router.cache.inspect": {},
    "router.python_client": {"service": Annotated[str, Field(min_length=1)]},
    "router.python_interface": {"service": Annotated[str, Field(min_length=1)]},
    "router.agent.run": {
        "service": Annotated[str, Field(min_length=1)],
        "prompt": Annotated[str, Field(min_length=1)],
        "max_retries": Annotated[int, Field(ge=0, le=10)],
    },
}
"""Types of parameters, by method and name on the wire."""

RESULTS: Final[dict[str, object]] = {
    "router.services": list[ServiceEntry],
    "router.service": ServiceDetail,
    "router.scan": ScanResult,
    "router.health": RouterHealth,
    "router.cache.inspect": CacheReport,
    "router.python_client": str,
    "router.python_interface": str,
    "router.agent.run": AgentResult,
}
"""Types of results, by method."""
