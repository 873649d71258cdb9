"""Render the clients: their methods, with the types that a caller sees."""

from __future__ import annotations

from dataclasses import dataclass

from hero_generator.annotations import Annotation, literal
from hero_generator.diagnostics import shown
from hero_generator.layout import bracketed, definition
from hero_generator.models import Annotations
from hero_generator.plan.values import Method, Parameter, Plan
from hero_generator.render.environment import fill
from hero_generator.render.imports import import_lines
from hero_generator.render.method_table import constant_name
from hero_generator.render.models import qualified, shadowing
from hero_generator.source_text import docstring
from hero_runtime.document.texts import build_client_text, build_method_text


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
    body: str


@dataclass(frozen=True, slots=True)
class Style:
    """Hold how the methods of one kind of client are written."""

    template: str
    base: str
    """Class of the runtime that the client derives from."""
    prefix: str = ""
    """What the name of the class begins with."""
    keyword: str = "def"
    call: str = "return self._call("
    notify: str = "self._notify("
    result: str = "{}"
    """What stands for the result of a method in its head."""


SYNC = Style("client.py", "Client")
ASYNC = Style(
    "async_client.py",
    "AsyncClient",
    prefix="Async",
    keyword="async def",
    call="return await self._call(",
    notify="await self._notify(",
)
BATCH = Style(
    "batch_client.py",
    "BatchClient",
    prefix="Batch",
    call="return self._add(",
    notify="return self._add(",
    result="_batch.BatchResult[{}]",
)


def render_client(plan: Plan, annotations: Annotations, style: Style) -> str:
    """Return the text of the module of one kind of client."""
    hidden = method_shadowing(plan)
    used = _used_names(plan, annotations)
    types = set(plan.type_names)
    package = plan.service.package
    batch_name = f"{BATCH.prefix}{plan.service.class_name}"
    is_batch = style is BATCH
    own_names = {
        f"{package}.batch_client": {batch_name} if plan.methods else set(),
        f"{package}.models": used & types,
    }
    if is_batch:
        del own_names[f"{package}.batch_client"]
    checked = import_lines(
        used - types - {"OMIT"}, own_names, builtins=bool(hidden), indent=4
    )
    own = [f"    {line}".rstrip() for line in checked[1:]]
    if plan.methods and not is_batch:
        own = ["    import hero_runtime.batch as _batch", "", *own]
    runtime = used & {"OMIT"} | ({"TYPE_CHECKING"} if own else set())
    runtime |= set() if is_batch else {style.base}
    tables = f"from {package} import methods as _methods"
    base = ["", "import hero_runtime.batch as _batch"] if is_batch else []
    imports = [*import_lines(runtime, {}), *base, "", tables]
    return fill(
        style.template,
        {
            "name": plan.service.name,
            "imports": [*imports, *(["", "if TYPE_CHECKING:", *own] if own else [])],
            "package": package,
            "batch_name": batch_name,
            "client_name": plan.service.class_name,
            "class_name": f"{style.prefix}{plan.service.class_name}",
            "docstring": docstring(_client_text(plan), 4),
            "methods": [
                method_view(m, annotations, hidden, style) for m in plan.methods
            ],
        },
    )


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
    method: Method, annotations: Annotations, hidden: frozenset[str], style: Style
) -> str:
    """Return the head of a method, up to its colon."""
    required, optional = parameter_views(method, annotations)
    parts = ["self", *(view.render(hidden) for view in required)]
    if optional:
        parts += ["*", *(view.render(hidden) for view in optional)]
    result = style.result.format(result_text(method, annotations, hidden))
    return definition(f"{style.keyword} {method.python_name}", parts, result)


def result_text(
    method: Method, annotations: Annotations, hidden: frozenset[str]
) -> str:
    """Return the result of a method as source text."""
    if method.result is None:
        return "None"
    plain = annotations.slots[method.wire_name, ""].plain()
    return plain.render(lambda name: qualified(name, hidden))


def method_view(
    method: Method, annotations: Annotations, hidden: frozenset[str], style: Style
) -> MethodView:
    """Return a method as the template shows it."""
    arguments = [f"_methods.{constant_name(method)}"]
    arguments += [str(parameter.python_name) for parameter in method.parameters]
    call = style.notify if method.result is None else style.call
    return MethodView(
        head=method_head(method, annotations, hidden, style),
        docstring=docstring(_style_text(method, style), 8),
        body=bracketed(call, arguments, ")", 8, explode=len(arguments) == 1),
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


def _client_text(plan: Plan) -> str:
    return build_client_text(plan.title, plan.version, plan.description or plan.summary)


def _style_text(method: Method, style: Style) -> str:
    if style is not BATCH:
        return _method_text(method)
    return f"Add a call of `{method.python_name}` to the batch."


def _method_text(method: Method) -> str:
    renamed = method.wire_name != method.python_name
    return build_method_text(
        method.summary or f"Call {shown(method.wire_name)}.",
        method.description,
        deprecated=method.deprecated,
        parameters=[(p.python_name, p.description) for p in method.parameters],
        errors=method.errors,
        wire_name=shown(method.wire_name) if renamed else "",
    )


def _used_names(plan: Plan, annotations: Annotations) -> set[str]:
    used: set[str] = set()
    for method in plan.methods:
        required, optional = parameter_views(method, annotations)
        for view in (*required, *optional):
            used |= view.names
        if method.result is not None:
            used |= annotations.slots[method.wire_name, ""].plain().names
    return used
