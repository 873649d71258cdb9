"""Render an exported interface: the text a language model reads, as a module."""

from __future__ import annotations

from hero_generator.flat.client import alias_views, field_lines
from hero_generator.models import Annotations
from hero_generator.plan.values import Plan
from hero_generator.render.client import (
    SYNC,
    method_head,
    method_shadowing,
    parameter_views,
)
from hero_generator.render.environment import fill
from hero_generator.render.models import shadowing
from hero_generator.source_text import comment, docstring
from hero_generator.style import format_module

_FORMATS = {
    "Bytes": "Bytes: TypeAlias = bytes",
    "Date": "Date: TypeAlias = datetime.date",
    "DateTime": "DateTime: TypeAlias = datetime.datetime",
}


def render_flat_interface(plan: Plan, annotations: Annotations) -> str:
    """Return the text of `{service}_interface.py`: types and signatures, compact."""
    hidden = method_shadowing(plan)
    service = plan.service
    module = f"{service.name}_client"
    used = _used_names(plan, annotations)
    return format_module(
        fill(
            "flat_interface.py",
            {
                "name": service.name,
                "summary": comment(plan.summary) or "none given",
                "socket": ", ".join(f"{name}/rpc.sock" for name in service.sockets)
                or comment(", ".join(plan.servers))
                or "none known",
                "count": len(plan.methods),
                "module": module,
                "class_name": service.class_name,
                "imports": _import_lines(plan, annotations, used, module),
                "formats": [line for name, line in _FORMATS.items() if name in used],
                "models": [
                    {"name": str(m.name), "lines": field_lines(m, annotations)}
                    for m in plan.models
                ],
                **alias_views(plan, annotations),
                "methods": [
                    {
                        "head": method_head(method, annotations, hidden, SYNC),
                        "docstring": (
                            docstring(method.summary, 8) if method.summary else ""
                        ),
                    }
                    for method in plan.methods
                ],
            },
        ),
        is_stub=False,
    )


def _import_lines(
    plan: Plan, annotations: Annotations, used: set[str], module: str
) -> list[str]:
    modules = {"datetime"} if {"Date", "DateTime"} & used else set()
    hides = bool(method_shadowing(plan)) or any(
        shadowing(members) for members in annotations.fields.values()
    )
    modules |= {"typing"} | ({"builtins"} if hides else set())
    typed = used & {"Any", "Literal", "Union"}
    typed |= {"TypeAlias"} if plan.aliases or used & _FORMATS.keys() else set()
    typed |= (
        {"Any", "TYPE_CHECKING"} if any(a.recursive for a in plan.aliases) else set()
    )
    listed = sorted(typed, key=lambda name: (not name.isupper(), name))
    lines = [f"import {name}" for name in sorted(modules)]
    lines += [f"from typing import {', '.join(listed)}"] if listed else []
    omit = sorted({"OMIT", "Omit"} & used)
    if omit:
        lines += ["", f"from {module} import {', '.join(omit)}"]
    return lines


def _used_names(plan: Plan, annotations: Annotations) -> set[str]:
    every = [a for members in annotations.fields.values() for a in members.values()]
    every += annotations.slots.values()
    used = {name for annotation in every for name in annotation.plain().names}
    for alias in annotations.aliases.values():
        used |= alias.plain().as_value().names
    for method in plan.methods:
        for views in parameter_views(method, annotations):
            used |= {name for view in views for name in view.names}
    return used
