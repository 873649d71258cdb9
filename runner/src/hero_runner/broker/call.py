"""Hold one call while it is under way."""

import time
from dataclasses import dataclass, field
from typing import Any

from hero_runner.broker.envelope import Refusal
from hero_runner.broker.records import CallOutcome, CallRecord
from hero_runtime.service import Effect


@dataclass(slots=True)
class Call:
    """Collect what its record will say."""

    sequence: int
    service: str
    method: str
    params: Any
    size: int
    text: str = "null"
    """The params in canonical form."""
    effect: Effect = "unknown"
    approval: str | None = None
    idempotency_key: str | None = None
    seconds: float = 0.0
    response_bytes: int = 0
    started: float = field(default_factory=time.time)

    @property
    def name(self) -> str:
        """Service and method, for messages."""
        return f"{self.service} {self.method}"

    def record(
        self,
        outcome: CallOutcome,
        result: object = None,
        error: dict[str, Any] | None = None,
    ) -> CallRecord:
        """Return the record of how it ended."""
        return CallRecord(
            sequence=self.sequence,
            service=self.service,
            method=self.method,
            effect=self.effect,
            params=self.params,
            outcome=outcome,
            result=result,
            error=error,
            approval=self.approval,
            idempotency_key=self.idempotency_key,
            started=self.started,
            duration_ms=self.seconds * 1000,
            request_bytes=self.size,
            response_bytes=self.response_bytes,
        )

    def refuse(self, refusal: Refusal, outcome: CallOutcome) -> CallRecord:
        """Return the record of a call that has no answer of a service."""
        return self.record(outcome, error=refusal.error())
