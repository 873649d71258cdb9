"""Hold what a run did, for the command line to show."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from hero_generator.diagnostics import Diagnostic


class Status(Enum):
    """Tell what became of one artifact."""

    UNCHANGED = "unchanged"
    CREATED = "created"
    UPDATED = "updated"
    REMOVED = "removed"
    DIFFERS = "differs"
    """Seen by `check`: the disk is not what the inputs give."""
    REFUSED = "refused"
    """Nothing was written; the previous artifact stays."""


@dataclass(frozen=True, slots=True)
class ServiceReport:
    """Hold what became of one artifact and why."""

    name: str
    status: Status
    diagnostics: tuple[Diagnostic, ...] = ()
    changed: tuple[str, ...] = ()
    """Paths in the artifact that differ."""
    difference: str = ""
    """Unified difference from disk to what the inputs give."""
    findings: str = ""
    """What the type checker found in an artifact of ours."""


@dataclass(frozen=True, slots=True)
class Report:
    """Hold what a run did."""

    services: tuple[ServiceReport, ...]

    @property
    def is_clean(self) -> bool:
        """Tell whether every artifact is now what its inputs give."""
        bad = {Status.DIFFERS, Status.REFUSED}
        return not any(service.status in bad for service in self.services)
