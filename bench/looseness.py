"""Count the parameters and results whose type says little or nothing.

A place is loose wholly if its type, None apart, is `Any`, `object`, or a `dict` or
`list` of those or of nothing. It is loose partly if such a type is anywhere in it.
Names of aliases are followed; the fields of models are not, for they are no places.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hero_generator.annotations import Annotation
    from hero_generator.models import Annotations
    from hero_generator.plan import Plan

_NOTHING = frozenset({"Any", "object"})
_BARE = frozenset({"dict", "list"})


@dataclass(frozen=True, slots=True)
class Looseness:
    """Hold the counts of one document."""

    places: int
    """Parameters and results."""
    wholly: int
    partly: int
    """Places that are loose or have something loose in them."""


def measure_looseness(plan: Plan, annotations: Annotations) -> Looseness:
    """Count the loose places of a plan."""
    empty = {str(m.name) for m in plan.models if not m.fields and m.extra is None}
    judge = _Judge(annotations.aliases, frozenset(empty))
    places = [place.expression for place in annotations.slots.values()]
    return Looseness(
        len(places),
        sum(judge.is_wholly_loose(place, ()) for place in places),
        sum(judge.is_partly_loose(place, ()) for place in places),
    )


@dataclass(frozen=True, slots=True)
class _Judge:
    """Judge types; `seen` holds the aliases that are being followed already."""

    aliases: dict[str, Annotation]
    empty: frozenset[str]
    """Models without any field, which say no more than `dict` does."""

    def is_wholly_loose(self, node: ast.expr, seen: tuple[str, ...]) -> bool:
        """Tell whether nothing is said but that it is a value, an object or a list."""
        members = [part for part in _members(node) if not _is_none(part)]
        if len(members) != 1:
            return any(self._says_nothing(part, seen) for part in members)
        (member,) = members
        if isinstance(member, ast.Subscript) and _name(member.value) in _BARE:
            last = member.slice
            if isinstance(last, ast.Tuple):
                last = last.elts[-1]
            return self._says_nothing(last, seen)
        if isinstance(member, ast.Subscript) and _name(member.value) == "Annotated":
            assert isinstance(member.slice, ast.Tuple)
            return self.is_wholly_loose(member.slice.elts[0], seen)
        name = _name(member)
        if name in self.aliases and name not in seen:
            return self.is_wholly_loose(self.aliases[name].expression, (*seen, name))
        return name in _NOTHING | _BARE | self.empty

    def is_partly_loose(self, node: ast.expr, seen: tuple[str, ...]) -> bool:
        """Tell whether a loose type is anywhere in a type."""
        if self.is_wholly_loose(node, seen):
            return True
        name = _name(node)
        if name in self.aliases and name not in seen:
            return self.is_partly_loose(self.aliases[name].expression, (*seen, name))
        if isinstance(node, ast.Subscript) and _name(node.value) == "Literal":
            return False
        return any(self.is_partly_loose(part, seen) for part in _parts(node))

    def _says_nothing(self, node: ast.expr, seen: tuple[str, ...]) -> bool:
        name = _name(node)
        if name in self.aliases and name not in seen:
            return self._says_nothing(self.aliases[name].expression, (*seen, name))
        return name in _NOTHING


def _parts(node: ast.expr) -> list[ast.expr]:
    """Return the types that a type is made of; constraints are none."""
    if isinstance(node, ast.BinOp):
        return [node.left, node.right]
    if isinstance(node, ast.Tuple | ast.List):
        return node.elts
    if isinstance(node, ast.Subscript):
        if _name(node.value) == "Annotated" and isinstance(node.slice, ast.Tuple):
            return node.slice.elts[:1]
        return [node.slice]
    return []


def _members(node: ast.expr) -> list[ast.expr]:
    if isinstance(node, ast.BinOp):
        return [*_members(node.left), *_members(node.right)]
    return [node]


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else ""
