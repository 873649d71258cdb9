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
from dataclasses import dataclass
from typing import Any

from datamodel_code_generator import InputFileType, generate
from datamodel_code_generator.enums import DataModelType
from datamodel_code_generator.format import PythonVersion
from datamodel_code_generator.parser import LiteralType

from hero_generator.annotations import Annotation, parse_annotation
from hero_generator.plan.scalars import FORMATS
from hero_generator.plan.values import Core, Method, Plan

_SLOTS = "Slots"
"""Class whose fields stand for parameters and results."""
_ALIASES = "Aliases"
"""Class whose fields stand for the values of aliases, which may come back inlined."""

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

    Types and fields go in under placeholders, for the tool changes some names.
    """
    placeholders = {name: f"T{i}" for i, name in enumerate(plan.type_names)}
    names = {placeholder: name for name, placeholder in placeholders.items()}
    names |= {f"V{name}": name for name in FORMATS.values()}
    slots = _slots(plan.methods)
    schemas = {
        placeholders[model.name]: _class_schema(
            [*(field.core for field in model.fields), model.extra or {}], placeholders
        )
        for model in plan.models
    }
    for alias in plan.aliases:
        schemas[placeholders[alias.name]] = _pointed(alias.core, placeholders)
    schemas |= {f"V{name}": {"type": "string"} for name in FORMATS.values()}
    schemas[_SLOTS] = _class_schema([core for _, core in slots], placeholders)
    schemas[_ALIASES] = _class_schema([a.core for a in plan.aliases], placeholders)
    classes = _read(_generate(schemas), names)
    return Annotations(
        fields={
            model.name: {
                str(field.python_name): classes[placeholders[model.name]][f"f{i}"]
                for i, field in enumerate(model.fields)
            }
            for model in plan.models
        },
        extras={
            model.name: classes[placeholders[model.name]][f"f{len(model.fields)}"]
            for model in plan.models
            if model.extra is not None
        },
        aliases={
            a.name: classes[_ALIASES][f"f{i}"] for i, a in enumerate(plan.aliases)
        },
        slots={slot: classes[_SLOTS][f"f{i}"] for i, (slot, _) in enumerate(slots)},
    )


def _slots(methods: tuple[Method, ...]) -> list[tuple[Slot, Core]]:
    slots: list[tuple[Slot, Core]] = []
    for method in methods:
        for parameter in method.parameters:
            slots.append(((method.wire_name, parameter.wire_name), parameter.core))
        if method.result is not None:
            slots.append(((method.wire_name, ""), method.result))
    return slots


def _class_schema(cores: list[Core], placeholders: dict[str, str]) -> dict[str, Any]:
    """Describe a class; all its properties are required, which keeps types plain."""
    members = {f"f{i}": _pointed(core, placeholders) for i, core in enumerate(cores)}
    members["last"] = {"type": "null"}
    return {"type": "object", "properties": members, "required": list(members)}


def _pointed(core: Any, placeholders: dict[str, str]) -> Any:
    """Return a core schema with its references written as JSON Pointers."""
    if isinstance(core, list):
        return [_pointed(item, placeholders) for item in core]
    if not isinstance(core, dict) or "enum" in core:
        return core
    if "$ref" in core:
        return {"$ref": f"#/components/schemas/{placeholders[core['$ref']]}"}
    if core.get("format") in FORMATS:
        return {"$ref": f"#/components/schemas/V{FORMATS[core['format']]}"}
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


def _read(code: str, names: dict[str, str]) -> dict[str, dict[str, Annotation]]:
    """Read the fields of classes from generated source, names put back.

    Types that the tool invents, such as one for a constrained member of a union, are
    written out where they are used.
    """
    body = ast.parse(code).body
    invented = {
        target.id: call.args[1]
        for statement in body
        if isinstance(statement, ast.Assign)
        and isinstance(call := statement.value, ast.Call)
        and isinstance(target := statement.targets[0], ast.Name)
        and target.id not in names
    }
    return {
        statement.name: {
            entry.target.id: parse_annotation(entry.annotation, names, invented)
            for entry in statement.body
            if isinstance(entry, ast.AnnAssign) and isinstance(entry.target, ast.Name)
        }
        for statement in body
        if isinstance(statement, ast.ClassDef)
    }
