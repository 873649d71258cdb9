"""Compare two schemas; every pair of named schemas once, however often it is used."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from hero_generator.changes.annotations import compare_annotations
from hero_generator.changes.containers import compare_array, compare_object
from hero_generator.changes.keywords import compare_keywords
from hero_generator.changes.linked import Linked, reference_name, reference_of
from hero_generator.changes.pairing import pair_alternatives
from hero_generator.changes.shapes import (
    Shape,
    is_annotation,
    list_alternatives,
    plain_shape,
)
from hero_generator.changes.values import Finding
from hero_generator.changes.wording import name_shape, name_shapes
from hero_runtime.document.digest import render_canonical

Key = tuple[str, str]
"""A named pair of schemas: both references, or the text of one that has none."""


@dataclass(slots=True)
class Unit:
    """Hold the differences of one pair of schemas, and the pairs it refers to."""

    findings: list[Finding] = field(default_factory=list)
    links: list[Key] = field(default_factory=list)

    def add(self, code: str, place: str, message: str) -> None:
        """Note a difference, once."""
        finding = Finding(code, place, message)
        if finding not in self.findings:
            self.findings.append(finding)


class SchemaComparison:
    """Compare schemas of two documents, keeping what was compared already."""

    def __init__(self, old: Linked, new: Linked) -> None:
        self._old = old
        self._new = new
        self.units: dict[Key, Unit] = {}

    def compare(self, old: Any, new: Any, place: str) -> Unit:
        """Return the differences of two schemas at a place of their own."""
        unit = Unit()
        self.visit(unit, place, old, new)
        return unit

    def visit(self, unit: Unit, place: str, old: Any, new: Any) -> None:
        """Add the differences of two schemas to a unit."""
        compare_annotations(unit.add, place, old, new)
        references = _reference_alone(old), _reference_alone(new)
        if references[0] in self._old.targets and references[1] in self._new.targets:
            self._link(unit, str(references[0]), str(references[1]))
            return
        olds = list_alternatives(self._old, old)
        news = list_alternatives(self._new, new)
        if _admits_all(olds) != _admits_all(news):
            code = "type-narrowed" if _admits_all(olds) else "type-widened"
            message = f"{name_shapes(olds)} became {name_shapes(news)}"
            unit.add(code, place, message)
            return
        pairs, gone, come = pair_alternatives(olds, news)
        for shape in gone:
            unit.add("type-narrowed", place, f"no longer {name_shape(shape)}")
        for shape in come:
            unit.add("type-widened", place, f"now also {name_shape(shape)}")
        alone = len(olds) == len(news) == 1
        for first, second in pairs:
            inner = place if alone else f"{place} as {name_shape(second)}"
            self._visit_pair(unit, inner, first, second)

    def _visit_pair(self, unit: Unit, place: str, old: Shape, new: Shape) -> None:
        first, second = reference_of(old), reference_of(new)
        if first is None and second is None:
            self._visit_plain(unit, place, old, new)
        elif self._leads_nowhere(first, second):
            if first != second:
                message = f"{name_shape(old)} became {name_shape(new)}"
                unit.add("reference-changed", place, message)
            self._visit_plain(unit, place, old, new)
        elif first is not None and second is not None:
            self._link(unit, first, second)
        else:
            key = (first or render_canonical(old), second or render_canonical(new))
            unit.links.append(key)
            self._visit_half_named(key, place, old, new)

    def _link(self, unit: Unit, old: str, new: str) -> None:
        """Refer to the unit of two named schemas, comparing them when first met."""
        key = (old, new)
        unit.links.append(key)
        if key not in self.units:
            self.units[key] = Unit()
            targets = self._old.targets[old], self._new.targets[new]
            self.visit(self.units[key], reference_name(new), *targets)

    def _leads_nowhere(self, old: str | None, new: str | None) -> bool:
        return (old is not None and old not in self._old.targets) or (
            new is not None and new not in self._new.targets
        )

    def _visit_half_named(self, key: Key, place: str, old: Shape, new: Shape) -> None:
        """Compare a named schema with one written in place, where they first meet."""
        if key in self.units:
            return
        unit = self.units[key] = Unit()
        first, second = self._old.follow(old), self._new.follow(new)
        compare_annotations(unit.add, place, first, second)
        shapes = plain_shape(self._old, old), plain_shape(self._new, new)
        self._visit_plain(unit, place, *shapes)

    def _visit_plain(self, unit: Unit, place: str, old: Shape, new: Shape) -> None:
        """Compare two schemas of one type each."""
        compare_annotations(unit.add, place, old, new)
        first, second = old.get("type"), new.get("type")
        if first != second:
            message = f"{name_shape(old)} became {name_shape(new)}"
            unit.add(_code_of_types(first, second), place, message)
            if {first, second} != {"integer", "number"}:
                return
        compare_keywords(unit.add, place, old, new)

        def visit(inner: str, old: Any, new: Any) -> None:
            self.visit(unit, inner, old, new)

        if first == "object":
            compare_object(unit.add, visit, place, old, new)
        elif first == "array":
            compare_array(unit.add, visit, place, old, new)


def _reference_alone(schema: Any) -> str | None:
    """Return the reference of a schema that asserts nothing else."""
    reference = reference_of(schema)
    if reference is None:
        return None
    others = (key for key in schema if key != "$ref")
    return reference if all(map(is_annotation, others)) else None


def _admits_all(shapes: list[Shape]) -> bool:
    return len(shapes) == 1 and all(map(is_annotation, shapes[0]))


def _code_of_types(old: Any, new: Any) -> str:
    match old, new:
        case ("integer", "number") | (_, None):
            return "type-widened"
        case ("number", "integer") | (None, _):
            return "type-narrowed"
    return "type-changed"
