"""Compare the errors that a method declares."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from hero_generator.changes.collected import Collected
from hero_generator.changes.linked import Linked
from hero_generator.changes.wording import quote
from hero_runtime.document.digest import render_canonical

Errors = list[dict[str, Any]]
_KEYS = (("code", "message"), ("message",), ("code",))
"""What makes two errors the same one, the surest first."""


def compare_errors(
    collected: Collected,
    method: str,
    linked: tuple[Linked, Linked],
    methods: tuple[Mapping[str, Any], Mapping[str, Any]],
) -> None:
    """Add every change of the errors of a method; one of many methods is one change."""
    old, new = (_errors(d, m) for d, m in zip(linked, methods, strict=True))
    for keys in _KEYS:
        for first, second in _pair_by(keys, old, new):
            old.remove(first)
            new.remove(second)
            _compare_pair(collected, method, first, second)
    for error in old:
        collected.add_of("error-removed", method, _place(error), "it is gone")
    for error in new:
        collected.add_of("error-added", method, _place(error), "it is new")


def _compare_pair(
    collected: Collected, method: str, old: dict[str, Any], new: dict[str, Any]
) -> None:
    place = _place(old)
    if old.get("code") != new.get("code"):
        message = f"its code is now {quote(new.get('code'))}"
        collected.add_of("error-renumbered", method, place, message)
    for key in ("message", "data"):
        if render_canonical(old.get(key)) != render_canonical(new.get(key)):
            collected.add_of("described", method, place, f"its {key} changed")


def _pair_by(
    keys: Iterable[str], old: Errors, new: Errors
) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Pair errors that agree in some members, in which no others on a side do."""
    olds, news = _by(keys, old), _by(keys, new)
    return [
        (found[0], news[key][0])
        for key, found in olds.items()
        if len(found) == 1 and len(news.get(key, ())) == 1
    ]


def _by(keys: Iterable[str], errors: Errors) -> dict[str, Errors]:
    grouped: dict[str, Errors] = {}
    for error in errors:
        key = render_canonical([error.get(key) for key in keys])
        grouped.setdefault(key, []).append(error)
    return grouped


def _place(error: dict[str, Any]) -> str:
    return f"error {quote(error.get('code'))} {quote(error.get('message'))}"


def _errors(linked: Linked, method: Mapping[str, Any]) -> Errors:
    """Return the errors of a method, none twice."""
    listed = method.get("errors")
    found = [
        linked.follow_dict(e) for e in (listed if isinstance(listed, list) else ())
    ]
    return list({render_canonical(error): error for error in found}.values())
