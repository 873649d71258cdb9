"""Render `models.py`: one class or alias for every named type."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass

from hero_generator.annotations import BUILTIN_TYPES, Annotation, literal
from hero_generator.layout import LINE_LENGTH, assigned_tuple, bracketed
from hero_generator.models import Annotations
from hero_generator.plan.values import Alias, Field, Model, Plan
from hero_generator.render.environment import fill
from hero_generator.render.imports import import_lines
from hero_generator.source_text import docstring


@dataclass(frozen=True, slots=True)
class _FieldView:
    declaration: str
    docstring: str


@dataclass(frozen=True, slots=True)
class _ModelView:
    name: str
    docstring: str
    class_variables: list[str]
    fields: list[_FieldView]


@dataclass(frozen=True, slots=True)
class _AliasView:
    declaration: str
    docstring: str


def render_models(plan: Plan, annotations: Annotations) -> str:
    """Return the text of `models.py`."""
    models = [_model_view(model, annotations) for model in plan.models]
    ordered = order_aliases(plan.aliases, annotations)
    aliases = [_alias_view(a, annotations) for a in ordered if not a.recursive]
    recursive = [_recursive_view(a, annotations) for a in ordered if a.recursive]
    exported = sorted(plan.type_names)
    return fill(
        "models.py",
        {
            "name": plan.service.name,
            "imports": _imports(plan, annotations, models),
            "exported": assigned_tuple("__all__", [literal(n) for n in exported]),
            "models": models,
            "aliases": aliases,
            "recursive": recursive,
        },
    )


def shadowing(members: Iterable[str]) -> frozenset[str]:
    """Return the builtin types that members of a class would hide."""
    return BUILTIN_TYPES & frozenset(members)


def qualified(name: str, hidden: frozenset[str]) -> str:
    """Return how a name is written where some builtins are hidden."""
    return f"builtins.{name}" if name in hidden else name


def field_annotation(field: Field, annotation: Annotation) -> Annotation:
    """Return the annotation of a field as a reader of the model sees it."""
    if field.required or field.default is not None:
        return annotation
    return annotation.optional()


def field_default(field: Field) -> str:
    """Return the default of a field as source text, or nothing."""
    if field.default is not None:
        return literal(field.default.value)
    return "" if field.required else "None"


def order_aliases(aliases: tuple[Alias, ...], annotations: Annotations) -> list[Alias]:
    """Sort aliases so that each stands after those it uses; circular ones come first."""
    by_name = {str(alias.name): alias for alias in aliases}
    ordered: dict[str, Alias] = {}

    def place(name: str) -> None:
        if name in ordered or name in waiting:
            return
        waiting.add(name)
        for used in sorted(annotations.aliases[name].names & by_name.keys()):
            place(used)
        ordered[name] = by_name[name]

    waiting: set[str] = set()
    for circular in (True, False):
        for name, alias in by_name.items():
            if alias.recursive is circular:
                place(name)
    return list(ordered.values())


def _model_view(model: Model, annotations: Annotations) -> _ModelView:
    members = annotations.fields[model.name]
    hidden = shadowing(members)
    variables = [
        _names_variable("_nullable", _nullable_names(model), hidden),
        _names_variable("_always_sent", _always_sent_names(model), hidden),
    ]
    if model.name in annotations.extras:
        extra = annotations.extras[model.name].render(lambda n: qualified(n, hidden))
        mapping = f"{qualified('dict', hidden)}[{qualified('str', hidden)}, {extra}]"
        variables.append(f"__pydantic_extra__: {mapping} = Field(init=False)")
    fields = [_field_view(f, members[f.python_name], hidden) for f in model.fields]
    return _ModelView(
        name=model.name,
        docstring=docstring(model.description or f"Hold one {model.name}.", 4),
        class_variables=[line for line in variables if line],
        fields=fields,
    )


def _nullable_names(model: Model) -> list[str]:
    names = {
        name
        for field in model.fields
        if field.nullable
        for name in (str(field.python_name), field.wire_name)
    }
    return sorted(names)


def _always_sent_names(model: Model) -> list[str]:
    return sorted(
        str(field.python_name)
        for field in model.fields
        if field.required and field.default is not None
    )


def _names_variable(name: str, values: list[str], hidden: frozenset[str]) -> str:
    if not values:
        return ""
    quoted = [literal(value) for value in values]
    head = f"{name}: ClassVar[frozenset[{qualified('str', hidden)}]] = frozenset("
    line = bracketed(head, [f"{{{', '.join(quoted)}}}"], ")", 4)
    if len(line.split("\n")[0]) <= LINE_LENGTH - 4 or len(quoted) == 1:
        return line
    inner = bracketed("{", quoted, "}", 8, explode=True)
    broken = f"{head}\n        {inner}\n    )"
    return broken if "\n" in inner else line


def _field_view(
    field: Field, annotation: Annotation, hidden: frozenset[str]
) -> _FieldView:
    shown = field_annotation(field, annotation)
    if field.wire_name != field.python_name:
        shown = _with_alias(shown, field.wire_name)
    text = shown.render(lambda name: qualified(name, hidden))
    default = field_default(field)
    declaration = field_declaration(str(field.python_name), shown, text, default)
    doc = docstring(field.description, 4) if field.description else ""
    return _FieldView(declaration, doc)


def field_declaration(
    name: str, annotation: Annotation, text: str, default: str
) -> str:
    """Lay out the declaration of a field."""
    end = f" = {default}" if default else ""
    if not annotation.is_annotated or default not in ("", "None"):
        return f"{name}: {text}{end}"
    items = [text.removeprefix("Annotated[")[:-1]]
    line = bracketed(f"{name}: Annotated[", items, f"]{end}", 4)
    opened = f"{name}: {text} = ("
    if default and "\n" in line and len(opened) + 4 <= LINE_LENGTH:
        return f"{opened}\n        {default}\n    )"
    return line


def _with_alias(annotation: Annotation, wire_name: str) -> Annotation:
    """Add the name on the wire to an annotation's own constraints."""
    alias = ast.keyword("alias", ast.Constant(wire_name))
    match annotation.expression:
        case ast.Subscript(
            value=ast.Name(id="Annotated"),
            slice=ast.Tuple(
                elts=[inner, ast.Call(func=ast.Name(id="Field"), keywords=keywords)]
            ),
        ):
            call = ast.Call(ast.Name("Field"), [], [alias, *keywords])
        case inner:
            call = ast.Call(ast.Name("Field"), [], [alias])
    return Annotation(ast.Subscript(ast.Name("Annotated"), ast.Tuple([inner, call])))


def alias_annotation(alias: Alias, annotations: Annotations) -> Annotation:
    """Return the value of an alias, with the tag of its union."""
    annotation = annotations.aliases[alias.name]
    if alias.tag is None:
        return annotation
    keyword = ast.keyword("discriminator", ast.Constant(str(alias.tag)))
    call = ast.Call(ast.Name("Field"), [], [keyword])
    return Annotation(
        ast.Subscript(ast.Name("Annotated"), ast.Tuple([annotation.expression, call]))
    )


def _alias_view(alias: Alias, annotations: Annotations) -> _AliasView:
    value = alias_annotation(alias, annotations)
    text = f"{alias.name}: TypeAlias = {value.render()}"
    doc = docstring(alias.description, 0) if alias.description else ""
    return _AliasView(text, doc)


def _recursive_view(alias: Alias, annotations: Annotations) -> dict[str, str]:
    """Return an alias that reaches itself, for type checkers and for pydantic.

    Pydantic needs `TypeAliasType`; pyright does not take aliases of that form that
    reach each other, and all type checkers take quoted ones.
    """
    name, value = str(alias.name), literal(
        alias_annotation(alias, annotations).render()
    )
    return {
        "checked": f"{name}: TypeAlias = {value}",
        "built": f"{name} = TypeAliasType({literal(name)}, {value})",
    }


def _imports(
    plan: Plan, annotations: Annotations, models: list[_ModelView]
) -> list[str]:
    used: set[str] = {"Model"} if plan.models else set()
    for members in annotations.fields.values():
        used |= {name for a in members.values() for name in a.names}
    for annotation in annotations.extras.values():
        used |= annotation.names
    for alias in plan.aliases:
        used |= alias_annotation(alias, annotations).names
        used.add("TypeAlias")
        used |= {"TYPE_CHECKING", "TypeAliasType"} if alias.recursive else set()
    used |= {"Field"} if annotations.extras else set()
    renamed = any(f.wire_name != f.python_name for m in plan.models for f in m.fields)
    used |= {"Annotated", "Field"} if renamed else set()
    lines = [v for m in models for v in m.class_variables]
    used |= {"ClassVar"} if any("ClassVar[" in line for line in lines) else set()
    own = set(plan.type_names)
    hidden = any(shadowing(members) for members in annotations.fields.values())
    return import_lines(used - own, {}, builtins=hidden)
