"""Client package of hostile_text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hero_runtime.lazy import lazy_attributes

if TYPE_CHECKING:
    from hostile_text_client.async_client import AsyncHostileText
    from hostile_text_client.batch_client import BatchHostileText
    from hostile_text_client.client import HostileText
    from hostile_text_client.errors import QuotesMoreBackNNBULLET
    from hostile_text_client.models import DoItResult
else:
    __getattr__, __dir__ = lazy_attributes(
        __name__,
        {
            "async_client": ("AsyncHostileText",),
            "batch_client": ("BatchHostileText",),
            "client": ("HostileText",),
            "errors": ("QuotesMoreBackNNBULLET",),
            "models": ("DoItResult",),
        },
    )

__all__ = (
    "AsyncHostileText",
    "BatchHostileText",
    "DoItResult",
    "HostileText",
    "QuotesMoreBackNNBULLET",
)
