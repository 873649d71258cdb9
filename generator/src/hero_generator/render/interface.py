"""Render `interface.pyi`: what a language model reads of a service."""

from __future__ import annotations

from hero_generator.models import Annotations
from hero_generator.plan.values import Method, Model, Plan
from hero_generator.render.client import (
    SYNC,
    method_head,
    method_shadowing,
    parameter_views,
)
from hero_generator.render.environment import fill
from hero_generator.render.imports import import_lines
from hero_generator.render.models import (
    field_annotation,
    field_default,
    order_aliases,
    qualified,
    shadowing,
)
from hero_generator.source_text import comment, docstring


def render_interface(plan: Plan, annotations: Annotations) -> str:
    """Return the text of `interface.pyi`: every type and signature, compact."""
    hidden = method_shadowing(plan)
    methods = [
        {
            "head": method_head(method, annotations, hidden, SYNC),
            "docstring": docstring(method.summary, 8) if method.summary else "",
        }
        for method in plan.methods
    ]
    service = plan.service
    return fill(
        "interface.pyi",
        {
            "name": service.name,
            "summary": comment(plan.summary) or "none given",
            "socket": ", ".join(f"{name}/rpc.sock" for name in service.sockets)
            or comment(", ".join(plan.servers))
            or "none known",
            "package": service.package,
            "class_name": service.class_name,
            "imports": _imports(plan, annotations),
            "aliases": [
                f"{a.name}: TypeAlias = {annotations.aliases[a.name].plain().render()}"
                for a in order_aliases(plan.aliases, annotations)
            ],
            "models": [_model(model, annotations) for model in plan.models],
            "methods": methods,
        },
    )


def _model(model: Model, annotations: Annotations) -> dict[str, object]:
    members = annotations.fields[model.name]
    hidden = shadowing(members)
    lines = []
    for field in model.fields:
        shown = field_annotation(field, members[field.python_name]).plain()
        text = shown.render(lambda name: qualified(name, hidden))
        default = field_default(field)
        lines.append(
            f"{field.python_name}: {text}" + (f" = {default}" if default else "")
        )
    return {"name": str(model.name), "fields": lines}


def _imports(plan: Plan, annotations: Annotations) -> list[str]:
    used = {"Client"} | ({"Model"} if plan.models else set())
    used |= {"TypeAlias"} if plan.aliases else set()
    for model in plan.models:
        used |= {
            n for a in annotations.fields[model.name].values() for n in a.plain().names
        }
    for alias in plan.aliases:
        used |= annotations.aliases[alias.name].plain().names
    for method in plan.methods:
        required, optional = parameter_views(method, annotations)
        used |= {n for view in (*required, *optional) for n in view.names}
        if method.result is not None:
            used |= annotations.slots[method.wire_name, ""].plain().names
    hidden = bool(method_shadowing(plan)) or any(
        shadowing(members) for members in annotations.fields.values()
    )
    types = set(plan.type_names)
    return import_lines(used - types, {}, builtins=hidden)
