"""Client package of hero_proc."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hero_runtime.lazy import lazy_attributes

if TYPE_CHECKING:
    from hero_proc_client.async_client import AsyncHeroProc
    from hero_proc_client.batch_client import BatchHeroProc
    from hero_proc_client.client import HeroProc
    from hero_proc_client.errors import (
        ASocketOrPortIsOccupied,
        ActionNotFound,
        JobNotFound,
        ServiceNotFound,
        TheInputSchemaIsNotA,
        TheInputsDoNotMatchThe,
    )
    from hero_proc_client.models import (
        ActionSpec,
        AiConfig,
        Backoff,
        InputValue,
        Interpreter,
        Job,
        JobFilter,
        JobPhase,
        LogLevel,
        LogLine,
        LogStream,
        Probe,
        ProbeKind,
        RetryPolicy,
        ServiceSpec,
        ServiceState,
        ServiceStatus,
        WantedState,
    )
else:
    __getattr__, __dir__ = lazy_attributes(
        __name__,
        {
            "async_client": ("AsyncHeroProc",),
            "batch_client": ("BatchHeroProc",),
            "client": ("HeroProc",),
            "errors": (
                "ActionNotFound",
                "ServiceNotFound",
                "JobNotFound",
                "TheInputSchemaIsNotA",
                "TheInputsDoNotMatchThe",
                "ASocketOrPortIsOccupied",
            ),
            "models": (
                "ActionSpec",
                "AiConfig",
                "Backoff",
                "InputValue",
                "Interpreter",
                "Job",
                "JobFilter",
                "JobPhase",
                "LogLevel",
                "LogLine",
                "LogStream",
                "Probe",
                "ProbeKind",
                "RetryPolicy",
                "ServiceSpec",
                "ServiceState",
                "ServiceStatus",
                "WantedState",
            ),
        },
    )

__all__ = (
    "ASocketOrPortIsOccupied",
    "ActionNotFound",
    "ActionSpec",
    "AiConfig",
    "AsyncHeroProc",
    "Backoff",
    "BatchHeroProc",
    "HeroProc",
    "InputValue",
    "Interpreter",
    "Job",
    "JobFilter",
    "JobNotFound",
    "JobPhase",
    "LogLevel",
    "LogLine",
    "LogStream",
    "Probe",
    "ProbeKind",
    "RetryPolicy",
    "ServiceNotFound",
    "ServiceSpec",
    "ServiceState",
    "ServiceStatus",
    "TheInputSchemaIsNotA",
    "TheInputsDoNotMatchThe",
    "WantedState",
)
