"""Recognise a thing that was renamed: gone under one name, there under another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from difflib import SequenceMatcher
from typing import Any

LIKE = 0.6
"""How alike two names must be if what they name is the same."""


def find_renames(
    gone: Mapping[str, Any], come: Mapping[str, Any], same: Callable[[Any, Any], bool]
) -> dict[str, str]:
    """Return which name replaced which, the likest first, each used once.

    Two names that differ only in case and separators are the same name spelled anew.
    """
    scored = sorted(
        (
            (-_likeness(old, new), old, new)
            for old in gone
            for new in come
            if _spelled_alike(old, new)
            or (_likeness(old, new) >= LIKE and same(gone[old], come[new]))
        )
    )
    renames: dict[str, str] = {}
    for _, old, new in scored:
        if old not in renames and new not in renames.values():
            renames[old] = new
    return renames


def _letters(name: str) -> str:
    return "".join(c for c in name.casefold() if c.isalnum())


def _spelled_alike(old: str, new: str) -> bool:
    return bool(_letters(old)) and _letters(old) == _letters(new)


def _likeness(old: str, new: str) -> float:
    return SequenceMatcher(None, _letters(old), _letters(new), autojunk=False).ratio()
