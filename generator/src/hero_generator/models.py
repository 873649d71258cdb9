"""Ask datamodel-code-generator for annotations; the only module that calls it.

It is given core schemas only: every name in them is ours, no text of the document but
literal values and patterns, no default. Its answer is read as a syntax tree, so that
nothing of it is trusted to be in any particular layout. Every option is set, and the
version is pinned, because defaults of this tool are announced to change.
"""

from __future__ import annotations

import ast
import json
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from datamodel_code_generator import InputFileType, generate
from datamodel_code_generator.enums import DataModelType
from datamodel_code_generator.format import PythonVersion
from datamodel_code_generator.parser import LiteralType

from hero_generator.annotations import Annotation, parse_annotation
from hero_generator.plan.scalars import FORMATS
from hero_generator.plan.values import Core, Method, Plan

_POINTER = "#/components/schemas/"
_QUESTIONS = "Questions"
"""Class whose fields stand for the core schemas in question."""

Slot = tuple[str, str]
"""Wire name of a method, and of its parameter or empty for its result."""


@dataclass(frozen=True, slots=True)
class Annotations:
    """Hold the annotations of one plan."""

    fields: dict[str, dict[str, Annotation]]
    """By class and Python name of the field."""
    extras: dict[str, Annotation]
    """By class: the type of properties without a name of their own."""
    aliases: dict[str, Annotation]
    slots: dict[Slot, Annotation]


def build_annotations(plan: Plan) -> Annotations:
    """Return the annotation of every field, alias, parameter and result.

    Each distinct core schema is asked about once, with every named type standing for
    itself under a placeholder, for the tool changes some names and inlines others.
    """
    answers = _Answers(plan)
    return Annotations(
        fields={
            model.name: {str(f.python_name): answers.of(f.core) for f in model.fields}
            for model in plan.models
        },
        extras={
            model.name: answers.of(model.extra)
            for model in plan.models
            if model.extra is not None
        },
        aliases={alias.name: answers.of(alias.core) for alias in plan.aliases},
        slots={slot: answers.of(core) for slot, core in _slots(plan.methods)},
    )


class _Answers:
    """Hold the annotation of every core schema of one plan."""

    def __init__(self, plan: Plan) -> None:
        placeholders = {name: f"T{i}" for i, name in enumerate(plan.type_names)}
        names = {placeholder: name for name, placeholder in placeholders.items()}
        names |= {f"V{name}": name for name in FORMATS.values()}
        cores = {_key(core): core for core in _cores(plan) if "$ref" not in core}
        questions = [_pointed(core, placeholders) for core in cores.values()]
        fields = _read(_generate(_schemas(questions, names)), names)
        self._by_key = {key: fields[f"f{index}"] for index, key in enumerate(cores)}

    def of(self, core: Core) -> Annotation:
        """Return the annotation of a core schema."""
        if "$ref" in core:
            return Annotation(ast.Name(core["$ref"]))
        return self._by_key[_key(core)]


def _key(core: Core) -> str:
    return json.dumps(core)


def _cores(plan: Plan) -> Iterator[Core]:
    for model in plan.models:
        yield from (field.core for field in model.fields)
        if model.extra is not None:
            yield model.extra
    yield from (alias.core for alias in plan.aliases)
    yield from (core for _, core in _slots(plan.methods))


def _slots(methods: tuple[Method, ...]) -> Iterator[tuple[Slot, Core]]:
    for method in methods:
        for parameter in method.parameters:
            yield (method.wire_name, parameter.wire_name), parameter.core
        if method.result is not None:
            yield (method.wire_name, ""), method.result


def _schemas(questions: list[Any], names: dict[str, str]) -> dict[str, Any]:
    """Describe a class with a field for each question, and the types they refer to.

    All fields are required, which keeps `None` out of their types.
    """
    members = {f"f{index}": question for index, question in enumerate(questions)}
    text = json.dumps(questions)
    referred = sorted(name for name in names if f'{_POINTER}{name}"' in text)
    schemas = {name: _class_schema({}) for name in referred}
    return schemas | {_QUESTIONS: _class_schema(members)}


def _class_schema(members: dict[str, Any]) -> dict[str, Any]:
    members = members | {"last": {"type": "null"}}
    return {"type": "object", "properties": members, "required": list(members)}


def _pointed(core: Any, placeholders: dict[str, str]) -> Any:
    """Return a core schema with its references written as JSON Pointers."""
    if isinstance(core, list):
        return [_pointed(item, placeholders) for item in core]
    if not isinstance(core, dict) or "enum" in core:
        return core
    if "$ref" in core:
        return {"$ref": f"{_POINTER}{placeholders[core['$ref']]}"}
    if core.get("format") in FORMATS:
        return {"$ref": f"{_POINTER}V{FORMATS[core['format']]}"}
    return {key: _pointed(value, placeholders) for key, value in core.items()}


def _generate(schemas: dict[str, Any]) -> str:
    shell = {
        "openapi": "3.1.0",
        "info": {"title": "schemas", "version": "0"},
        "paths": {},
        "components": {"schemas": schemas},
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        code = generate(
            json.dumps(shell),
            input_file_type=InputFileType.OpenAPI,
            output_model_type=DataModelType.PydanticV2BaseModel,
            target_python_version=PythonVersion.PY_311,
            base_class="hero_runtime.model.Model",
            use_annotated=True,
            field_constraints=True,
            use_type_alias=True,
            enum_field_as_literal=LiteralType.All,
            strict_nullable=True,
            use_standard_collections=True,
            use_union_operator=True,
            use_schema_description=False,
            use_field_description=False,
            use_title_as_name=False,
            use_unique_items_as_set=False,
            reuse_model=False,
            collapse_root_models=False,
            snake_case_field=False,
            allow_extra_fields=False,
            set_default_enum_member=False,
            disable_timestamp=True,
            custom_file_header="#",
            formatters=[],
        )
    assert isinstance(code, str)
    return code


def _read(code: str, names: dict[str, str]) -> dict[str, Annotation]:
    """Read the answers from generated source, names put back.

    Types that the tool invents, such as one for a constrained member of a union, are
    written out where they are used.
    """
    invented: dict[str, ast.expr] = {}
    fields: list[ast.stmt] = []
    for statement in ast.parse(code).body:
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call(args=args)):
                invented[name] = args[1]
            case ast.ClassDef(name=name, body=body) if name == _QUESTIONS:
                fields = body
    return {
        field.target.id: parse_annotation(field.annotation, names, invented)
        for field in fields
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
    }
