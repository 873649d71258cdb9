"""Client package of hero_router."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hero_runtime.lazy import lazy_attributes

if TYPE_CHECKING:
    from hero_router_client.async_client import AsyncHeroRouter
    from hero_router_client.batch_client import BatchHeroRouter
    from hero_router_client.client import HeroRouter
    from hero_router_client.errors import ServiceNotFound, TheServiceDoesNotAnswer
    from hero_router_client.models import (
        AgentResult,
        CacheEntry,
        CacheReport,
        Protocol,
        RouterHealth,
        ScanResult,
        ServiceDetail,
        ServiceEntry,
        ServiceStatus,
        SourceKind,
    )
else:
    __getattr__, __dir__ = lazy_attributes(
        __name__,
        {
            "async_client": ("AsyncHeroRouter",),
            "batch_client": ("BatchHeroRouter",),
            "client": ("HeroRouter",),
            "errors": ("ServiceNotFound", "TheServiceDoesNotAnswer"),
            "models": (
                "AgentResult",
                "CacheEntry",
                "CacheReport",
                "Protocol",
                "RouterHealth",
                "ScanResult",
                "ServiceDetail",
                "ServiceEntry",
                "ServiceStatus",
                "SourceKind",
            ),
        },
    )

__all__ = (
    "AgentResult",
    "AsyncHeroRouter",
    "BatchHeroRouter",
    "CacheEntry",
    "CacheReport",
    "HeroRouter",
    "Protocol",
    "RouterHealth",
    "ScanResult",
    "ServiceDetail",
    "ServiceEntry",
    "ServiceNotFound",
    "ServiceStatus",
    "SourceKind",
    "TheServiceDoesNotAnswer",
)
