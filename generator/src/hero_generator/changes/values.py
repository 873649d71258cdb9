"""Hold what changed between two documents, and what that means for callers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """Tell what a change means for somebody who calls the service today."""

    BREAKING = "breaking"
    """Calls or code that work today stop working, or come to mean something else."""
    COMPATIBLE = "compatible"
    """What works today still works; something more is possible."""
    DOCUMENTATION = "documentation"
    """The interface is the same; what is said about it is not."""


class Direction(Enum):
    """Tell which way a value goes; narrowing one is harmless only the other way."""

    SENT = "sent"
    """By callers: parameters."""
    RECEIVED = "received"
    """By callers: results and the data of errors."""


@dataclass(frozen=True, slots=True)
class Change:
    """Hold one change: its class, where it is, what it is, and why it has that class."""

    kind: Kind
    code: str
    """Stable, kebab-case identifier such as `enum-value-removed`."""
    place: str
    """As people say it: `book.list parameter filter.tags[]`, or `Book.author`."""
    message: str
    reason: str
    methods: tuple[str, ...] = ()
    """Methods whose callers it reaches, if the place does not name the only one."""
    directions: tuple[Direction, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """Hold one difference of two schemas, before it is known which way values go."""

    code: str
    place: str
    message: str


_ORDER = list(Kind)


def sort_changes(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Put breaking changes first, else keep the order."""
    return tuple(sorted(changes, key=lambda change: _ORDER.index(change.kind)))


def worst_kind(changes: Iterable[Change]) -> Kind | None:
    """Return the kind that decides about the next version; nothing for no change."""
    return min((c.kind for c in changes), key=_ORDER.index, default=None)
