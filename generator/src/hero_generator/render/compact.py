"""Reduce a plan to the types a caller needs, each said once and as shortly as it goes.

What no method reaches is left out. An alias that is used once is written out where it
is used; aliases that mean the same are one. Neither changes what a type checker sees.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from hero_generator.annotations import Annotation, parse_annotation
from hero_generator.models import Annotations
from hero_generator.plan.values import Method, Plan

Table = Mapping[str, Annotation]


@dataclass(frozen=True, slots=True)
class Compact:
    """Hold a reduced plan."""

    plan: Plan
    annotations: Annotations
    built: frozenset[str]
    """Types that a caller may have to build, to give them as arguments."""


def reduce_plan(plan: Plan, annotations: Annotations) -> Compact:
    """Return the plan with only what its methods reach, aliases made fewer."""
    plan, annotations = _reached(plan, _without_constraints(annotations))
    recursive = {str(alias.name) for alias in plan.aliases if alias.recursive}
    same = _merged(annotations.aliases, recursive)
    annotations = _rewritten(annotations, same, {})
    plan, annotations = _reached(plan, annotations)
    written_out = _written_out(plan, annotations, recursive)
    annotations = _rewritten(annotations, {}, written_out)
    plan, annotations = _reached(plan, annotations)
    arguments = (a for slot, a in annotations.slots.items() if slot[1])
    return Compact(plan, annotations, _closure(arguments, annotations))


def _without_constraints(annotations: Annotations) -> Annotations:
    return _mapped(annotations, Annotation.plain)


def _rewritten(
    annotations: Annotations,
    names: Mapping[str, str],
    written_out: Mapping[str, ast.expr],
) -> Annotations:
    """Put other names, or what they stand for, in the place of names of aliases."""

    def rewrite(annotation: Annotation) -> Annotation:
        if annotation.names.isdisjoint(names.keys() | written_out.keys()):
            return annotation
        return parse_annotation(annotation.expression, names, written_out)

    return _mapped(annotations, rewrite)


def _mapped(
    annotations: Annotations, change: Callable[[Annotation], Annotation]
) -> Annotations:
    return Annotations(
        fields={
            name: {field: change(a) for field, a in members.items()}
            for name, members in annotations.fields.items()
        },
        extras={},
        aliases={name: change(a) for name, a in annotations.aliases.items()},
        slots={slot: change(a) for slot, a in annotations.slots.items()},
    )


def _merged(aliases: Table, recursive: set[str]) -> dict[str, str]:
    """Return the names whose alias means the same as an earlier one.

    A scalar keeps its name: that two texts are a `Url` and a `Hash` is worth knowing.
    """
    first: dict[str, str] = {}
    for name, annotation in aliases.items():
        if name not in recursive and not isinstance(annotation.expression, ast.Name):
            first.setdefault(annotation.render(), name)
    return {
        name: first[text]
        for name, annotation in aliases.items()
        if name not in recursive
        and first.get(text := annotation.render(), name) != name
    }


def _written_out(
    plan: Plan, annotations: Annotations, recursive: set[str]
) -> dict[str, ast.expr]:
    """Choose the aliases that are shorter, or no longer, without a name."""
    uses = Counter(
        node.id
        for annotation in _used(plan, annotations)
        for node in ast.walk(annotation.expression)
        if isinstance(node, ast.Name)
    )
    return {
        name: annotation.expression
        for name, annotation in annotations.aliases.items()
        if name not in recursive
        and not annotation.is_any
        and (uses[name] == 1 or _is_short(name, annotation))
    }


def _is_short(name: str, annotation: Annotation) -> bool:
    scalar = isinstance(annotation.expression, ast.Name)
    return not scalar and len(annotation.render()) <= len(name)


def _used(plan: Plan, annotations: Annotations) -> Iterable[Annotation]:
    for model in plan.models:
        yield from annotations.fields[model.name].values()
    yield from annotations.aliases.values()
    for method in plan.methods:
        yield from _slots_of(method, annotations)


def _slots_of(method: Method, annotations: Annotations) -> Iterable[Annotation]:
    names = [parameter.wire_name for parameter in method.parameters]
    names += [] if method.result is None else [""]
    return (annotations.slots[method.wire_name, name] for name in names)


def _reached(plan: Plan, annotations: Annotations) -> tuple[Plan, Annotations]:
    """Drop the types that no parameter and no result leads to."""
    roots = (a for method in plan.methods for a in _slots_of(method, annotations))
    kept = _closure(roots, annotations)
    raised = {name for method in plan.methods for name in method.errors}
    plan = replace(
        plan,
        models=tuple(model for model in plan.models if model.name in kept),
        aliases=tuple(alias for alias in plan.aliases if alias.name in kept),
        errors=tuple(error for error in plan.errors if error.name in raised),
    )
    aliases = {n: a for n, a in annotations.aliases.items() if n in kept}
    return plan, replace(annotations, aliases=aliases)


def _closure(roots: Iterable[Annotation], annotations: Annotations) -> frozenset[str]:
    """Return the names of all models and aliases that annotations lead to."""
    reached: set[str] = set()
    waiting = list(roots)
    while waiting:
        for name in waiting.pop().names - reached:
            if name in annotations.fields:
                waiting.extend(annotations.fields[name].values())
            elif name in annotations.aliases:
                waiting.append(annotations.aliases[name])
            else:
                continue
            reached.add(name)
    return frozenset(reached)
