"""Decide whether the parameters of a method are sent by name or by position."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

PROSE_SHARE = 10
"""One in so many methods with prose for parameter names decides for all."""

_DECIDED = ("by-name", "by-position")
"""Values of `paramStructure` that leave nothing to guess."""


def is_by_position(structure: object, undecided: bool) -> bool:
    """Tell what a `paramStructure` means, given what an undecided one does."""
    return structure == "by-position" if structure in _DECIDED else undecided


def guess_by_position(methods: Iterable[tuple[object, Sequence[str]]]) -> bool:
    """Tell what an undecided `paramStructure` means, from the names of parameters.

    Each method is its `paramStructure` and the names of its parameters. The default of
    OpenRPC is that a server takes both. A document whose parameter names are prose
    ("Block hash") describes a server that only ever saw positions; one such name among
    many is a slip.
    """
    undecided = [names for structure, names in methods if structure not in _DECIDED]
    named = [names for names in undecided if names]
    prose = [names for names in named if any(map(_is_prose, names))]
    return len(prose) * PROSE_SHARE >= len(named) > 0


def _is_prose(name: str) -> bool:
    return " " in name.strip()
