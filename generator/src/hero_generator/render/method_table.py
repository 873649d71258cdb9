"""Render `methods.py`: the service, and how each call looks on the wire."""

from __future__ import annotations

from hero_generator.annotations import literal
from hero_generator.layout import bracketed
from hero_generator.models import Annotations
from hero_generator.plan.values import Default, Method, Plan
from hero_generator.render.environment import fill
from hero_generator.render.imports import import_lines

RUNTIME_INTERFACE = 1
"""The interface of hero-runtime that generated clients are made for."""


def render_method_table(plan: Plan, annotations: Annotations) -> str:
    """Return the text of `methods.py`."""
    results = [
        annotations.slots[method.wire_name, ""].plain()
        for method in plan.methods
        if method.result is not None
    ]
    used = {name for result in results for name in result.names}
    types = set(plan.type_names)
    models = {f"{plan.service.package}.models": used & types}
    checked = import_lines(used - types, models, indent=4)[1:]
    own = [f"    {line}".rstrip() for line in checked]
    runtime = {"Final", "Service"} | ({"TYPE_CHECKING"} if own else set())
    runtime |= {"Method"} if plan.methods else set()
    block = ["", "if TYPE_CHECKING:", *own] if own else []
    return fill(
        "methods.py",
        {
            "name": plan.service.name,
            "imports": [*import_lines(runtime, {}), *block],
            "service": _service_view(plan),
            "constants": [_constant(method, annotations) for method in plan.methods],
        },
    )


def constant_name(method: Method) -> str:
    """Return the name of a method's constant: no builtin and no type has such a name."""
    return f"{method.python_name}_method"


def _constant(method: Method, annotations: Annotations) -> str:
    """Return the statement that declares how a method looks on the wire."""
    wire_names = [literal(p.wire_name) for p in method.parameters]
    omitted = [
        literal(p.wire_name)
        for p in method.parameters
        if not p.required and (not p.nullable or p.default == Default(None))
    ]
    arguments = [literal(method.wire_name)]
    if wire_names:
        arguments.append(_joined(wire_names))
    if omitted:
        arguments.append(f"omit_none={_joined(omitted)}")
    flags = ("by_position", "sole_object", "idempotent")
    arguments += [f"{flag}=True" for flag in flags if getattr(method, flag)]
    if method.result is None:
        arguments.append("notification=True")
    if method.effect != "unknown":
        arguments.append(f"effect={literal(method.effect)}")
    slot = annotations.slots.get((method.wire_name, ""))
    result = slot.plain().render() if method.result is not None and slot else "None"
    head = f"{constant_name(method)}: Final[Method[{result}]] = Method("
    return bracketed(head, arguments, ")", 0)


def _service_view(plan: Plan) -> dict[str, str]:
    service = plan.service
    return {
        "name": literal(service.name),
        "package": literal(service.package),
        "runtime_interface": str(RUNTIME_INTERFACE),
        "sockets": _tuple(service.sockets),
        "servers": _tuple(plan.servers),
    }


def _tuple(values: tuple[str, ...]) -> str:
    return _joined([literal(value) for value in values])


def _joined(texts: list[str]) -> str:
    return f"({texts[0]},)" if len(texts) == 1 else f"({', '.join(texts)})"
