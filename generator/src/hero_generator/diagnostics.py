"""Describe problems in the user's input as values.

A diagnostic never raises: stages collect them and the command line shows all of them
at once. Exceptions are kept for bugs of ours and for failing IO.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

MAXIMUM_TEXT = 400
"""Characters of foreign text shown in one message."""


class Severity(Enum):
    """Tell what a diagnostic means for the artifact."""

    ERROR = "error"
    """Nothing is generated; the previous artifact stays as it was."""
    WARNING = "warning"
    """Generated all the same; `--strict` refuses it."""
    NOTE = "note"
    """Worth knowing, such as a name that had to be changed; never refused."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """Hold one problem: what happened, where, and what to do next."""

    code: str
    """Stable, kebab-case identifier such as `dangling-reference`."""
    severity: Severity
    file: str
    """File as the user knows it, relative to the folder of the document."""
    pointer: str
    """JSON Pointer (RFC 6901) into `file`; empty for the whole file."""
    message: str
    hint: str

    def __str__(self) -> str:
        place = f"{self.file}#{self.pointer}" if self.pointer else self.file
        return (
            f"{self.severity.value}[{self.code}] {shown(place)}: "
            f"{shown(self.message)}\n  {shown(self.hint)}"
        )


def error(code: str, file: str, pointer: str, message: str, hint: str) -> Diagnostic:
    """Build a diagnostic that refuses the document."""
    return Diagnostic(code, Severity.ERROR, file, pointer, message, hint)


def warning(code: str, file: str, pointer: str, message: str, hint: str) -> Diagnostic:
    """Build a diagnostic that only `--strict` refuses."""
    return Diagnostic(code, Severity.WARNING, file, pointer, message, hint)


def note(code: str, file: str, pointer: str, message: str, hint: str) -> Diagnostic:
    """Build a diagnostic that informs."""
    return Diagnostic(code, Severity.NOTE, file, pointer, message, hint)


def refuses(diagnostics: Iterable[Diagnostic], *, strict: bool) -> bool:
    """Tell whether a document with these diagnostics must not be generated."""
    refused = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return any(diagnostic.severity in refused for diagnostic in diagnostics)


def shown(text: str) -> str:
    """Make foreign text safe for a terminal: one line, no control codes, bounded."""
    cut = text if len(text) <= MAXIMUM_TEXT else f"{text[:MAXIMUM_TEXT]}…"
    return "".join(
        character if character.isprintable() else ascii(character)[1:-1]
        for character in cut
    )


def escape_pointer(token: str) -> str:
    """Escape one reference token of a JSON Pointer (RFC 6901, section 3)."""
    return token.replace("~", "~0").replace("/", "~1")
