"""What the gate found in a script, as values."""

from __future__ import annotations

from dataclasses import dataclass

MAXIMUM_FINDINGS = 50
"""Findings of one script that are kept: nobody acts on more at once."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Hold one mistake: where it is, what is wrong and what would be right."""

    code: str
    """Kind of the mistake; docs/gate.md lists all of them."""
    line: int
    """Line from 1; 1 where the whole script is meant."""
    column: int
    """Character in the line, from 1."""
    message: str
    hint: str
    """The nearest right name, the signature, or what to write instead."""

    def __str__(self) -> str:
        """Return the finding on one line."""
        text = f"{self.line}:{self.column}: {self.code}: {self.message}"
        return f"{text} ({self.hint})" if self.hint else text


@dataclass(frozen=True, slots=True)
class GateReport:
    """Hold what the gate says of one script."""

    findings: tuple[Finding, ...]
    """In the order of the lines; at most `MAXIMUM_FINDINGS`."""
    checker: str
    """Names of the type checkers that ran; empty if an earlier stage refused."""
    duration_ms: float

    @property
    def passed(self) -> bool:
        """Tell whether nothing was found."""
        return not self.findings


def sort_findings(findings: list[Finding]) -> tuple[Finding, ...]:
    """Return findings by place, each once, as many as are kept."""
    found = sorted(set(findings), key=lambda item: (item.line, item.column, item.code))
    return tuple(found[:MAXIMUM_FINDINGS])
