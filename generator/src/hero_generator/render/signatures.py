"""Render `signatures.py`: the types that parameters and results are checked against."""

from __future__ import annotations

from hero_generator.annotations import literal
from hero_generator.layout import entry
from hero_generator.models import Annotations
from hero_generator.plan.values import Plan
from hero_generator.render.environment import fill
from hero_generator.render.imports import import_lines


def render_signatures(plan: Plan, annotations: Annotations) -> str:
    """Return the text of `signatures.py`."""
    types = set(plan.type_names)
    values = {slot: a.as_value() for slot, a in annotations.slots.items()}
    used = {name for value in values.values() for name in value.names}
    parameters = [
        entry(
            literal(method.wire_name),
            [
                f"{literal(p.wire_name)}: "
                f"{values[method.wire_name, p.wire_name].render()}"
                for p in method.parameters
            ],
            4,
        )
        for method in plan.methods
    ]
    results = [
        f"{literal(m.wire_name)}: {values[m.wire_name, ''].render()},"
        for m in plan.methods
        if m.result is not None
    ]
    own = {f"{plan.service.package}.models": used & types}
    return fill(
        "signatures.py",
        {
            "name": plan.service.name,
            "imports": import_lines({"Final"} | used - types, own),
            "parameters": _table(parameters),
            "results": _table(results),
        },
    )


def _table(entries: list[str]) -> str:
    """Return a dictionary with its entries on lines of their own."""
    lines = "".join(f"    {entry}\n" for entry in entries)
    return f"{{\n{lines}}}" if lines else "{}"
