"""Render an exported client: one module that needs only the standard library."""

from __future__ import annotations

from hero_generator.annotations import Annotation, literal
from hero_generator.flat.source import render_support
from hero_generator.layout import bracketed
from hero_generator.models import Annotations
from hero_generator.plan.values import Alias, Default, Field, Method, Model, Plan
from hero_generator.render.client import SYNC, method_shadowing, method_view
from hero_generator.render.environment import fill
from hero_generator.render.models import (
    field_annotation,
    field_default,
    order_aliases,
    qualified,
    shadowing,
)
from hero_generator.source_text import comment, docstring
from hero_generator.style import format_module


def render_flat_client(plan: Plan, annotations: Annotations) -> str:
    """Return the text of `{service}_client.py`."""
    names = {*plan.type_names, *(str(error.name) for error in plan.errors)}
    class_name = str(plan.service.class_name)
    imports, support = render_support({*names, class_name})
    hidden = method_shadowing(plan)
    former = f"{class_name}Client"
    text = fill(
        "flat_client.py",
        {
            "name": plan.service.name,
            "imports": imports,
            "support": support,
            "models": [_model_view(model, annotations) for model in plan.models],
            **alias_views(plan, annotations),
            "errors": _error_views(plan),
            "constants": [_constant(method, annotations) for method in plan.methods],
            "class_name": class_name,
            "former": former if former not in names else "",
            "docstring": docstring(_client_text(plan), 4),
            "sockets": _tuple(plan.service.sockets or (plan.service.name,)),
            "servers": _tuple(plan.servers),
            "methods": [
                _method(method, annotations, hidden) for method in plan.methods
            ],
        },
    )
    return format_module(text, is_stub=False)


def field_lines(model: Model, annotations: Annotations) -> list[str]:
    """Return the declarations of a model's fields, without constraints."""
    members = annotations.fields[model.name]
    hidden = shadowing(members)
    return [
        _field_line(field, members[field.python_name], hidden) for field in model.fields
    ]


def alias_views(plan: Plan, annotations: Annotations) -> dict[str, object]:
    """Return the aliases as statements, those that reach themselves apart."""
    ordered = order_aliases(plan.aliases, annotations)
    return {
        "recursive": [_recursive_view(a, annotations) for a in ordered if a.recursive],
        "aliases": [
            f"{a.name}: TypeAlias = {_value(annotations.aliases[a.name])}"
            for a in ordered
            if not a.recursive
        ],
    }


def _value(annotation: Annotation) -> str:
    """Return an annotation as an expression outside of one."""
    return annotation.plain().as_value().render()


def _recursive_view(alias: Alias, annotations: Annotations) -> dict[str, str]:
    annotation = annotations.aliases[alias.name]
    return {
        "name": str(alias.name),
        "checked": f"{alias.name}: TypeAlias = {literal(annotation.plain().render())}",
        "meaning": _value(annotation),
    }


def _field_line(field: Field, annotation: Annotation, hidden: frozenset[str]) -> str:
    shown = field_annotation(field, annotation).plain()
    text = shown.render(lambda name: qualified(name, hidden))
    default = field_default(field)
    return f"{field.python_name}: {text}" + (f" = {default}" if default else "")


def _model_view(model: Model, annotations: Annotations) -> dict[str, object]:
    renamed = {
        str(field.python_name): field.wire_name
        for field in model.fields
        if field.wire_name != field.python_name
    }
    always = [
        literal(str(field.python_name))
        for field in model.fields
        if field.required and field.default == Default(None)
    ]
    lines = []
    if renamed:
        items = [f"{literal(name)}: {literal(renamed[name])}" for name in renamed]
        lines.append(bracketed("_wire_names = {", items, "}", 4, explode=True))
    if always:
        lines.append(f"_always_sent = frozenset({{{', '.join(always)}}})")
    for field, line in zip(model.fields, field_lines(model, annotations), strict=True):
        lines.append(line)
        lines += [docstring(field.description, 4)] if field.description else []
    return {
        "name": str(model.name),
        "docstring": docstring(model.description or f"Hold one {model.name}.", 4),
        "lines": lines,
    }


def _error_views(plan: Plan) -> list[dict[str, str]]:
    return [
        {
            "name": str(error.name),
            "docstring": docstring(error.message or f"Error {error.code}.", 4),
            "code": str(error.code),
        }
        for error in plan.errors
    ]


def _constant(method: Method, annotations: Annotations) -> str:
    """Return the statement that declares how a method looks on the wire."""
    types = [
        f"{literal(p.wire_name)}: {_value(annotations.slots[method.wire_name, p.wire_name])}"
        for p in method.parameters
    ]
    slot = annotations.slots.get((method.wire_name, ""))
    has_result = method.result is not None and slot is not None
    result = slot.plain().render() if has_result and slot else "None"
    arguments = [
        literal(method.wire_name),
        _value(slot) if has_result and slot else result,
    ]
    arguments.append(f"{{{', '.join(types)}}}")
    omitted = [
        literal(p.wire_name)
        for p in method.parameters
        if not p.required and (not p.nullable or p.default == Default(None))
    ]
    if omitted:
        arguments.append(f"omit_none={_joined(omitted)}")
    flags = ("by_position", "sole_object")
    arguments += [f"{flag}=True" for flag in flags if getattr(method, flag)]
    head = f"_{method.python_name}_method: Final[_Method[{result}]] = _Method("
    return bracketed(head, arguments, ")", 0)


def _method(
    method: Method, annotations: Annotations, hidden: frozenset[str]
) -> dict[str, str]:
    view = method_view(method, annotations, hidden, SYNC)
    arguments = [f"_{method.python_name}_method"]
    arguments += [str(parameter.python_name) for parameter in method.parameters]
    call = "self._notify(" if method.result is None else "return self._call("
    body = bracketed(call, arguments, ")", 8, explode=len(arguments) == 1)
    return {"head": view.head, "docstring": view.docstring, "body": body}


def _client_text(plan: Plan) -> str:
    named = plan.title if not plan.version else f"{plan.title} {plan.version}"
    text = plan.description or plan.summary
    return f"{named}\n\n{text}" if text and text != plan.title else named


def _tuple(values: tuple[str, ...]) -> str:
    return _joined([literal(comment(value)) for value in values])


def _joined(texts: list[str]) -> str:
    return f"({texts[0]},)" if len(texts) == 1 else f"({', '.join(texts)})"
