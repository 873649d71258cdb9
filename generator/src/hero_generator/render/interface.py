"""Render `interface.pyi`: what a language model reads of a service."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from hero_generator.layout import LINE_LENGTH
from hero_generator.models import Annotations
from hero_generator.plan.values import Alias, ErrorClass, Method, Model, Plan
from hero_generator.render.client import (
    SYNC,
    method_head,
    method_shadowing,
    parameter_views,
)
from hero_generator.render.compact import Compact, reduce_plan
from hero_generator.render.environment import fill
from hero_generator.render.imports import import_lines
from hero_generator.render.models import (
    field_annotation,
    field_default,
    order_aliases,
    qualified,
    shadowing,
)
from hero_generator.render.remarks import summary_remark, value_remark
from hero_generator.render.shared import Shared, find_shared, parameter_remarks
from hero_generator.source_text import comment, docstring

_RUNTIME = {
    "hero_runtime": frozenset({"Client", "Model", "OMIT", "Omit", "RemoteError"}),
    "hero_runtime.values": frozenset({"Bytes", "Date", "DateTime"}),
}
"""Where names of the runtime are taken from: most from the package itself."""

MAXIMUM_SERVERS = 3
"""Addresses of servers that an interface shows."""


def render_interface(plan: Plan, annotations: Annotations) -> str:
    """Return the text of `interface.pyi`: every type and signature, compact."""
    compact = reduce_plan(plan, annotations)
    hidden = method_shadowing(plan)
    shared = find_shared(plan, annotations)
    plain, late = _ordered(compact)
    models = [_model(m, compact, annotations) for m in compact.plan.models]
    heads = [method_head(m, compact.annotations, hidden, SYNC) for m in plan.methods]
    qualifies = "builtins." in "".join([*heads, *(m.body for m in models)])
    service = plan.service
    return fill(
        "interface.pyi",
        {
            "name": service.name,
            "summary": comment(plan.summary) or "none given",
            "socket": ", ".join(f"{name}/rpc.sock" for name in service.sockets)
            or comment(_servers(plan))
            or "none known",
            "package": service.package,
            "class_name": service.class_name,
            "taken": ", ".join([service.class_name, *_built_first(compact)]),
            "variable": f"{service.package.removesuffix('_client')}_api",
            "imports": _imports(compact, qualifies),
            "aliases": [_alias(a, compact, annotations) for a in plain],
            "models": models,
            "late_aliases": [_alias(a, compact, annotations) for a in late],
            "errors": [_error(error) for error in compact.plan.errors],
            "shared": [comment(line) for line in shared.lines()],
            "methods": [
                {"head": head, **_method_text(method, annotations, shared)}
                for head, method in zip(heads, plan.methods, strict=True)
            ],
        },
    )


def _servers(plan: Plan) -> str:
    """Return the first addresses; one document of the corpus has a hundred."""
    more = len(plan.servers) - MAXIMUM_SERVERS
    shown = [*plan.servers[:MAXIMUM_SERVERS], *([f"{more} more"] if more > 0 else [])]
    return ", ".join(shown)


def _ordered(compact: Compact) -> tuple[list[Alias], list[Alias]]:
    """Return the aliases of no model, and those that stand after the models they use.

    An alias without `TypeAlias` is a plain expression, and ty wants its names defined.
    """
    models = {str(model.name) for model in compact.plan.models}
    plain, late, behind = [], [], set(models)
    for alias in order_aliases(compact.plan.aliases, compact.annotations):
        if compact.annotations.aliases[alias.name].names.isdisjoint(behind):
            plain.append(alias)
        else:
            late.append(alias)
            behind.add(str(alias.name))
    return plain, late


def _built_first(compact: Compact) -> list[str]:
    """Return the first class that a caller builds, to show where classes come from."""
    models = (str(model.name) for model in compact.plan.models)
    return [name for name in models if name in compact.built][:1]


def _alias(alias: Alias, compact: Compact, annotations: Annotations) -> str:
    """Return an alias; only one without doubt goes without `TypeAlias`."""
    name = str(alias.name)
    annotation = compact.annotations.aliases[name]
    said = isinstance(annotation.expression, ast.Name | ast.Subscript | ast.BinOp)
    mark = "" if said and not alias.recursive and not annotation.is_any else _MARK
    line = f"{name}{mark} = {annotation.render()}"
    remark = ""
    if name in compact.built and isinstance(annotation.expression, ast.Name):
        remark = value_remark(name, annotations.aliases[name], alias.description)
    return _with_remark(line, remark, 0)


_MARK = ": TypeAlias"


@dataclass(frozen=True, slots=True)
class _ModelView:
    name: str
    body: str


def _model(model: Model, compact: Compact, annotations: Annotations) -> _ModelView:
    members = compact.annotations.fields[model.name]
    hidden = shadowing(members)
    lines = []
    for field in model.fields:
        name = str(field.python_name)
        shown = field_annotation(field, members[name])
        text = shown.render(lambda n: qualified(n, hidden))
        default = field_default(field)
        line = f"{name}: {text}" + (f" = {default}" if default else "")
        bounded = annotations.fields[model.name][name]
        built = model.name in compact.built
        remark = value_remark(name, bounded, field.description) if built else ""
        lines.append(f"    {_with_remark(line, remark, 4)}\n")
    return _ModelView(str(model.name), "".join(lines) or "    pass\n")


def _error(error: ErrorClass) -> str:
    line = f"class {error.name}(RemoteError): ..."
    name = "_".join(_words(str(error.name)))
    return _with_remark(line, summary_remark(name, error.message), 0)


def _words(name: str) -> list[str]:
    spaced = "".join(f"_{c.lower()}" if c.isupper() else c for c in name)
    return [word for word in spaced.split("_") if word]


def _with_remark(line: str, remark: str, indent: int) -> str:
    """Add a comment where it fits: black would break the line for a longer one."""
    whole = f"{line}  # {comment(remark)}"
    fits = remark and whole.isascii() and indent + len(whole) <= LINE_LENGTH
    return whole if fits else line


def _method_text(
    method: Method, annotations: Annotations, shared: Shared
) -> dict[str, str]:
    """Return what stands behind a method's head: a docstring, or a bare effect."""
    effect = "" if method.effect == "unknown" else str(method.effect)
    summary = summary_remark(str(method.python_name), method.summary)
    told = [
        f"{name} {remark}"
        for name, remark in parameter_remarks(method, annotations)
        if shared.remarks.get(name) != remark
    ]
    bounds = f"({', '.join(told)})" if told else ""
    parts = [" ".join(filter(None, (summary, bounds)))]
    parts += ["deprecated"] if method.deprecated else []
    if raised := [str(e) for e in method.errors if str(e) not in shared.errors]:
        parts.append(f"raises {', '.join(raised)}")
    text = "; ".join(filter(None, parts))
    if not text:
        return {"docstring": "", "body": f" ...  # {effect}" if effect else " ..."}
    whole = f"{effect}: {text}" if effect else text
    return {"docstring": docstring(whole, 8), "body": ""}


def _imports(compact: Compact, qualifies: bool) -> list[str]:
    plan, annotations = compact.plan, compact.annotations
    used = {"Client"} | ({"Model"} if plan.models else set())
    used |= {"RemoteError"} if plan.errors else set()
    for alias in plan.aliases:
        used |= annotations.aliases[alias.name].names
    for model in plan.models:
        used |= {n for a in annotations.fields[model.name].values() for n in a.names}
    for method in plan.methods:
        required, optional = parameter_views(method, annotations)
        used |= {n for view in (*required, *optional) for n in view.names}
        if method.result is not None:
            used |= annotations.slots[method.wire_name, ""].names
    marked = any(_MARK in _alias(a, compact, annotations) for a in plan.aliases)
    used |= {"TypeAlias"} if marked else set()
    used -= set(plan.type_names)
    own = {module: used & names for module, names in _RUNTIME.items()}
    rest = used - frozenset().union(*_RUNTIME.values())
    return import_lines(rest, own, builtins=qualifies)
