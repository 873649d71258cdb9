"""Client package of hero_redis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hero_runtime.lazy import lazy_attributes

if TYPE_CHECKING:
    from hero_redis_client.async_client import AsyncHeroRedis
    from hero_redis_client.batch_client import BatchHeroRedis
    from hero_redis_client.client import HeroRedis
    from hero_redis_client.errors import (
        KeyNotFound,
        TheKeyHoldsAnotherTypeOf,
        TheValueIsNotAnInteger,
    )
    from hero_redis_client.models import (
        KeyEntry,
        KeyTtl,
        KeyType,
        ListEnd,
        ScanPage,
        ServerInfo,
        SetCondition,
    )
else:
    __getattr__, __dir__ = lazy_attributes(
        __name__,
        {
            "async_client": ("AsyncHeroRedis",),
            "batch_client": ("BatchHeroRedis",),
            "client": ("HeroRedis",),
            "errors": (
                "TheKeyHoldsAnotherTypeOf",
                "TheValueIsNotAnInteger",
                "KeyNotFound",
            ),
            "models": (
                "KeyEntry",
                "KeyTtl",
                "KeyType",
                "ListEnd",
                "ScanPage",
                "ServerInfo",
                "SetCondition",
            ),
        },
    )

__all__ = (
    "AsyncHeroRedis",
    "BatchHeroRedis",
    "HeroRedis",
    "KeyEntry",
    "KeyNotFound",
    "KeyTtl",
    "KeyType",
    "ListEnd",
    "ScanPage",
    "ServerInfo",
    "SetCondition",
    "TheKeyHoldsAnotherTypeOf",
    "TheValueIsNotAnInteger",
)
