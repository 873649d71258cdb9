"""Render `client.py` and `signatures.py`: the methods and the types they stand for."""

from __future__ import annotations

from dataclasses import dataclass

from hero_generator.annotations import Annotation, literal
from hero_generator.diagnostics import shown
from hero_generator.layout import bracketed, definition, entry
from hero_generator.models import Annotations
from hero_generator.plan.values import Default, Method, Parameter, Plan
from hero_generator.render.environment import fill
from hero_generator.render.imports import import_lines
from hero_generator.render.models import qualified, shadowing
from hero_generator.source_text import docstring

RUNTIME_INTERFACE = 1
"""The interface of hero-runtime that generated clients are made for."""


@dataclass(frozen=True, slots=True)
class ParameterView:
    """Hold a parameter as a signature shows it."""

    python_name: str
    annotation: Annotation
    default: str
    """Source text; empty where the caller must give a value."""

    @property
    def names(self) -> frozenset[str]:
        """Return all names the parameter uses."""
        return self.annotation.names | ({"OMIT"} & {self.default})

    def render(self, hidden: frozenset[str]) -> str:
        """Return the parameter's source text."""
        text = self.annotation.render(lambda name: qualified(name, hidden))
        default = f" = {self.default}" if self.default else ""
        return f"{self.python_name}: {text}{default}"


@dataclass(frozen=True, slots=True)
class MethodView:
    """Hold a method as the templates show it."""

    head: str
    docstring: str
    constant: str
    body: str


def render_client(plan: Plan, annotations: Annotations) -> str:
    """Return the text of `client.py`."""
    hidden = method_shadowing(plan)
    used = _used_names(plan, annotations)
    types = set(plan.type_names)
    runtime = {"Final", "TYPE_CHECKING", "Client", "Service"}
    runtime |= {"Method"} if plan.methods else set()
    runtime |= used & {"OMIT"}
    own: list[str] = []
    checked = import_lines(
        used - types - {"OMIT"},
        {f"{plan.service.package}.models": used & types},
        builtins=bool(hidden),
        indent=4,
    )
    if any(checked):
        own = [
            "",
            "if TYPE_CHECKING:",
            *(f"    {line}".rstrip() for line in checked[1:]),
        ]
    else:
        runtime.discard("TYPE_CHECKING")
    views = [method_view(m, annotations, hidden) for m in plan.methods]
    return fill(
        "client.py",
        {
            "name": plan.service.name,
            "imports": [*import_lines(runtime, {}), *own],
            "service": _service_view(plan),
            "class_name": plan.service.class_name,
            "docstring": docstring(_client_text(plan), 4),
            "methods": views,
        },
    )


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


def method_shadowing(plan: Plan) -> frozenset[str]:
    """Return the builtin types that methods of the client hide."""
    return shadowing(str(method.python_name) for method in plan.methods)


def parameter_views(
    method: Method, annotations: Annotations
) -> tuple[list[ParameterView], list[ParameterView]]:
    """Return the parameters a caller must give, and those that may be left out."""
    views = [
        _parameter_view(p, annotations.slots[method.wire_name, p.wire_name])
        for p in method.parameters
    ]
    return [v for v in views if not v.default], [v for v in views if v.default]


def method_head(
    method: Method, annotations: Annotations, hidden: frozenset[str]
) -> str:
    """Return the head of a method, up to its colon."""
    required, optional = parameter_views(method, annotations)
    parts = ["self", *(view.render(hidden) for view in required)]
    if optional:
        parts += ["*", *(view.render(hidden) for view in optional)]
    result = result_text(method, annotations, hidden)
    return definition(str(method.python_name), parts, result)


def result_text(
    method: Method, annotations: Annotations, hidden: frozenset[str]
) -> str:
    """Return the result of a method as source text."""
    if method.result is None:
        return "None"
    plain = annotations.slots[method.wire_name, ""].plain()
    return plain.render(lambda name: qualified(name, hidden))


def method_view(
    method: Method, annotations: Annotations, hidden: frozenset[str]
) -> MethodView:
    """Return a method as the template shows it."""
    constant = f"_{method.python_name}"
    arguments = "".join(f", {p.python_name}" for p in method.parameters)
    if method.result is None:
        body = f"self._notify({constant}{arguments})"
    else:
        body = f"return self._call({constant}{arguments})"
    return MethodView(
        head=method_head(method, annotations, hidden),
        docstring=docstring(_method_text(method), 8),
        constant=_constant(constant, method, annotations),
        body=body,
    )


def _parameter_view(parameter: Parameter, annotation: Annotation) -> ParameterView:
    plain = annotation.plain()
    name = str(parameter.python_name)
    scalar = parameter.default is not None and not isinstance(
        parameter.default.value, list | dict
    )
    if parameter.default is not None and scalar:
        return ParameterView(name, plain, literal(parameter.default.value))
    if parameter.required:
        return ParameterView(name, plain, "")
    if parameter.nullable:
        return ParameterView(name, plain.or_omit(), "OMIT")
    return ParameterView(name, plain.optional(), "None")


def _constant(name: str, method: Method, annotations: Annotations) -> str:
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
    flags = ("by_position", "sole_object")
    arguments += [f"{flag}=True" for flag in flags if getattr(method, flag)]
    if method.result is None:
        arguments.append("notification=True")
    result = result_text(method, annotations, frozenset())
    return bracketed(f"{name}: Final[Method[{result}]] = Method(", arguments, ")", 0)


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


def _client_text(plan: Plan) -> str:
    text = plan.description or plan.summary
    named = plan.title if not plan.version else f"{plan.title} {plan.version}"
    return f"{named}\n\n{text}" if text and text != plan.title else named


def _method_text(method: Method) -> str:
    """Return a method's docstring: what it does, parameters, errors, wire name."""
    parts = [method.summary or f"Call {shown(method.wire_name)}."]
    flat = " ".join(method.description.split())
    if flat.startswith(method.summary.removesuffix(" …")):
        parts = [method.description or parts[0]]
    elif method.description:
        parts.append(method.description)
    if method.deprecated:
        parts.append("Deprecated.")
    described = [p for p in method.parameters if p.description]
    if described:
        lines = [_parameter_line(parameter) for parameter in described]
        parts.append("Args:\n" + "\n".join(lines))
    if method.errors:
        raised = "\n".join(f"    {name}" for name in method.errors)
        parts.append(f"Raises:\n{raised}")
    if method.wire_name != method.python_name:
        parts.append(f"On the wire: {shown(method.wire_name)}")
    return "\n\n".join(parts)


def _parameter_line(parameter: Parameter) -> str:
    text = " ".join(parameter.description.split())
    return f"    {parameter.python_name}: {text}"


def _used_names(plan: Plan, annotations: Annotations) -> set[str]:
    used: set[str] = set()
    for method in plan.methods:
        required, optional = parameter_views(method, annotations)
        for view in (*required, *optional):
            used |= view.names
        if method.result is not None:
            used |= annotations.slots[method.wire_name, ""].plain().names
    return used
