"""Turn collected definitions into models and aliases under their final names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from hero_generator.diagnostics import escape_pointer
from hero_generator.names import ClassName
from hero_generator.plan.field_names import RESERVED_FIELD_NAMES
from hero_generator.plan.schemas import Schemas
from hero_generator.plan.texts import description_of
from hero_generator.plan.type_names import assign_type_names
from hero_generator.plan.types import Definition, Types, nullable_of
from hero_generator.plan.values import Alias, Core, Field, Method, Model
from hero_runtime.document.names import PythonIdentifier, assign_identifiers

Fields = Mapping[str, Mapping[str, PythonIdentifier]]
"""Key of a class, wire name of a property, Python name."""


@dataclass(frozen=True, slots=True)
class NamedTypes:
    """Hold the types of a document under their final names."""

    models: tuple[Model, ...]
    aliases: tuple[Alias, ...]
    names: Mapping[str, ClassName]
    field_names: Mapping[str, str]
    nullable: frozenset[str]
    """Keys of the classes for which null stands wherever they are named."""

    def resolve_method(self, method: Method) -> Method:
        """Return the method with references by name."""
        return replace(
            method,
            parameters=tuple(
                replace(p, core=named_core(p.core, self.names, self.nullable))
                for p in method.parameters
            ),
            result=(
                None
                if method.result is None
                else named_core(method.result, self.names, self.nullable)
            ),
        )


def build_types(
    schemas: Schemas, reserved: frozenset[str], locked: Mapping[str, Mapping[str, str]]
) -> NamedTypes:
    """Name all collected types and their fields."""
    definitions = schemas.types.definitions
    names = assign_type_names(definitions, reserved, locked.get("types", {}))
    fields = {
        key: _field_names(key, definition, locked.get("fields", {}))
        for key, definition in definitions.items()
        if definition.is_class
    }
    circular = _circular_aliases(definitions)
    nullable = frozenset(key for key, d in definitions.items() if d.nullable)
    models: list[Model] = []
    aliases: list[Alias] = []
    for key, definition in definitions.items():
        if definition.is_class:
            models.append(_model(definition, schemas.types, names, fields, nullable))
            continue
        core = named_core(definition.core or {}, names, nullable)
        tag = _tag(definition, definitions, fields)
        text = description_of(definition.node)
        aliases.append(Alias(names[key], core, tag, key in circular, text))
    renamed = {
        f"{key}/{escape_pointer(wire)}": str(name)
        for key, members in fields.items()
        for wire, name in members.items()
        if name != wire
    }
    return NamedTypes(tuple(models), tuple(aliases), names, renamed, nullable)


def named_core(
    core: Any, names: Mapping[str, ClassName], nullable: frozenset[str]
) -> Any:
    """Return a core schema whose references are Python names.

    A reference to one of the `nullable` classes admits null as well.
    """
    if isinstance(core, list):
        return [named_core(item, names, nullable) for item in core]
    if not isinstance(core, dict) or "enum" in core:
        return core
    if "$ref" in core:
        reference: Core = {"$ref": str(names[core["$ref"]])}
        return nullable_of(reference) if core["$ref"] in nullable else reference
    named = {key: named_core(value, names, nullable) for key, value in core.items()}
    return _flat_union(named) if "anyOf" in named else named


def _flat_union(core: Core) -> Core:
    branches: list[Core] = []
    for branch in core["anyOf"]:
        for part in branch["anyOf"] if set(branch) == {"anyOf"} else [branch]:
            if part not in branches:
                branches.append(part)
    return {"anyOf": branches}


def _tag(
    definition: Definition, definitions: Mapping[str, Definition], fields: Fields
) -> PythonIdentifier | None:
    """Return the Python name of a union's tag, if all its members agree on it."""
    if definition.tag is None or definition.core is None:
        return None
    waiting = [definition.core]
    found: set[PythonIdentifier] = set()
    while waiting:
        core = waiting.pop()
        waiting.extend(core.get("anyOf", ()))
        target = definitions.get(core.get("$ref", ""))
        if target is not None and target.is_class:
            found.add(fields[target.node.key][definition.tag])
        elif target is not None and target.core is not None:
            waiting.append(target.core)
    return found.pop() if len(found) == 1 else None


def _field_names(
    key: str, definition: Definition, locked: Mapping[str, str]
) -> dict[str, PythonIdentifier]:
    wire_names = [member.name for member in definition.properties]
    kept = {
        name: locked[place]
        for name in wire_names
        if (place := f"{key}/{escape_pointer(name)}") in locked
    }
    return assign_identifiers(wire_names, reserved=RESERVED_FIELD_NAMES, locked=kept)


def _model(
    definition: Definition,
    types: Types,
    names: Mapping[str, ClassName],
    fields: Fields,
    nullable: frozenset[str],
) -> Model:
    key = definition.node.key
    members = tuple(
        Field(
            wire_name=member.name,
            python_name=fields[key][member.name],
            core=named_core(member.core, names, nullable),
            required=member.required,
            nullable=types.is_nullable(member.core),
            default=member.default,
            description=member.description,
        )
        for member in definition.properties
    )
    extra = None
    if definition.extra:
        extra = named_core(definition.extra, names, nullable)
    return Model(names[key], members, extra, description_of(definition.node))


def _circular_aliases(definitions: Mapping[str, Definition]) -> set[str]:
    """Return the aliases that reach themselves through aliases only."""
    reached = {
        key: {
            target
            for target in _references(definition.core)
            if not definitions[target].is_class
        }
        for key, definition in definitions.items()
        if not definition.is_class
    }
    return {key for key in reached if key in _closure(key, reached)}


def _closure(key: str, reached: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = list(reached[key])
    while waiting:
        target = waiting.pop()
        if target not in found:
            found.add(target)
            waiting.extend(reached[target])
    return found


def _references(core: Any) -> set[str]:
    if isinstance(core, list):
        return {key for item in core for key in _references(item)}
    if not isinstance(core, dict):
        return set()
    if "$ref" in core:
        return {core["$ref"]}
    return {key for name in core if name != "enum" for key in _references(core[name])}
