"""Client package of hero_logic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hero_runtime.lazy import lazy_attributes

if TYPE_CHECKING:
    from hero_logic_client.async_client import AsyncHeroLogic
    from hero_logic_client.batch_client import BatchHeroLogic
    from hero_logic_client.client import HeroLogic
    from hero_logic_client.errors import (
        NothingWaitsUnderThisIdentifier,
        PlayNotFound,
        TheSpanEventIsMalformed,
        WorkflowNotFound,
        WorkflowVersionNotFound,
    )
    from hero_logic_client.models import (
        Benchmark,
        FieldType,
        FlowField,
        PerRunResult,
        PickedVersion,
        Play,
        PlayStatus,
        ResumeRequest,
        ResumeResult,
        RunStatus,
        Span,
        SpanKind,
        SpanStatus,
        StepOutput,
        VersionPreferences,
        Workflow,
        WorkflowVersion,
    )
else:
    __getattr__, __dir__ = lazy_attributes(
        __name__,
        {
            "async_client": ("AsyncHeroLogic",),
            "batch_client": ("BatchHeroLogic",),
            "client": ("HeroLogic",),
            "errors": (
                "WorkflowNotFound",
                "WorkflowVersionNotFound",
                "PlayNotFound",
                "NothingWaitsUnderThisIdentifier",
                "TheSpanEventIsMalformed",
            ),
            "models": (
                "Benchmark",
                "FieldType",
                "FlowField",
                "PerRunResult",
                "PickedVersion",
                "Play",
                "PlayStatus",
                "ResumeRequest",
                "ResumeResult",
                "RunStatus",
                "Span",
                "SpanKind",
                "SpanStatus",
                "StepOutput",
                "VersionPreferences",
                "Workflow",
                "WorkflowVersion",
            ),
        },
    )

__all__ = (
    "AsyncHeroLogic",
    "BatchHeroLogic",
    "Benchmark",
    "FieldType",
    "FlowField",
    "HeroLogic",
    "NothingWaitsUnderThisIdentifier",
    "PerRunResult",
    "PickedVersion",
    "Play",
    "PlayNotFound",
    "PlayStatus",
    "ResumeRequest",
    "ResumeResult",
    "RunStatus",
    "Span",
    "SpanKind",
    "SpanStatus",
    "StepOutput",
    "TheSpanEventIsMalformed",
    "VersionPreferences",
    "Workflow",
    "WorkflowNotFound",
    "WorkflowVersion",
    "WorkflowVersionNotFound",
)
