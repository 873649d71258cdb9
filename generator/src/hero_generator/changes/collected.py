"""Collect the changes of a document, and those of schemas over all their users."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hero_generator.changes.linked import Linked
from hero_generator.changes.rules import RULES, judge
from hero_generator.changes.schemas import Key, SchemaComparison, Unit
from hero_generator.changes.values import Change, Direction, Finding, Kind

Users = dict[Direction, dict[str, None]]
"""Methods that a difference reaches, by the way values go there, in order."""


class Collected:
    """Hold what was found so far."""

    def __init__(self, old: Linked, new: Linked) -> None:
        self.schemas = SchemaComparison(old, new)
        self.changes: list[Change] = []
        self._users: dict[Finding, Users] = {}
        self._methods: dict[Change, list[str]] = {}

    def add(self, code: str, place: str, message: str) -> None:
        """Add a change of the document or of a method; none is added twice."""
        kind, reason = RULES[code]
        change = Change(kind, code, place, message, reason)
        if change not in self.changes:
            self.changes.append(change)

    def add_of(self, code: str, method: str, place: str, message: str) -> None:
        """Add a change that may be the same one in several methods."""
        kind, reason = RULES[code]
        change = Change(kind, code, place, message, reason)
        self._methods.setdefault(change, []).append(method)

    def add_described(self, code: str, place: str, message: str) -> None:
        """Add what a content descriptor says besides its schema."""
        self.add(code if code in RULES else "described", place, message)

    def add_schemas(
        self, method: str, place: str, direction: Direction, old: Any, new: Any
    ) -> None:
        """Add what differs between two schemas of a method and all they refer to."""
        unit = self.schemas.compare(old, new, place)
        self._use(unit, direction, method)
        seen: set[Key] = set()
        waiting = list(unit.links)
        while waiting:
            key = waiting.pop()
            if key in seen:
                continue
            seen.add(key)
            reached = self.schemas.units[key]
            self._use(reached, direction, method)
            waiting.extend(reached.links)

    def _use(self, unit: Unit, direction: Direction, method: str) -> None:
        for finding in unit.findings:
            users = self._users.setdefault(finding, {})
            users.setdefault(direction, {})[method] = None

    def build_changes(self) -> list[Change]:
        """Return all changes; a difference of a schema once for each class it has."""
        changes = list(self.changes)
        for change, methods in self._methods.items():
            changes.append(replace(change, methods=tuple(dict.fromkeys(methods))))
        for finding, users in self._users.items():
            changes += _judge_finding(finding, users)
        return changes


def _judge_finding(finding: Finding, users: Users) -> list[Change]:
    """Return a difference as one change, or as two if the directions disagree."""
    changes: dict[Kind, Change] = {}
    for direction in Direction:
        if direction not in users:
            continue
        kind, reason = judge(finding.code, direction)
        known = changes.get(kind)
        methods = dict.fromkeys([*(known.methods if known else ()), *users[direction]])
        if known is not None and known.reason != reason:
            reason = f"{known.reason}; {reason}"
        changes[kind] = Change(
            kind,
            finding.code,
            finding.place,
            finding.message,
            reason,
            tuple(methods),
            (*(known.directions if known else ()), direction),
        )
    return list(changes.values())
