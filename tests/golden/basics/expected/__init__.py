"""Client package of basics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hero_runtime.lazy import lazy_attributes

if TYPE_CHECKING:
    from basics_client.async_client import AsyncBasics
    from basics_client.batch_client import BatchBasics
    from basics_client.client import Basics
    from basics_client.errors import NoSuchPet
    from basics_client.models import Kind, NewPet, Pet
else:
    __getattr__, __dir__ = lazy_attributes(
        __name__,
        {
            "async_client": ("AsyncBasics",),
            "batch_client": ("BatchBasics",),
            "client": ("Basics",),
            "errors": ("NoSuchPet",),
            "models": ("Kind", "NewPet", "Pet"),
        },
    )

__all__ = ("AsyncBasics", "Basics", "BatchBasics", "Kind", "NewPet", "NoSuchPet", "Pet")
