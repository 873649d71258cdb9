"""Convert unions: flatten them, find their tag, give them a name."""

from __future__ import annotations

from typing import Any

from hero_generator.plan import literals
from hero_generator.plan.conversion import Conversion
from hero_generator.plan.nodes import Node
from hero_generator.plan.types import NULL, Definition, nullable_of
from hero_generator.plan.values import Core


def convert(schemas: Conversion, node: Node, branches: list[Node]) -> Core:
    """Return the core schema of a union of branches standing at a node."""
    flat = _flatten(branches)
    values = _literal_values(flat)
    if values is not None:
        return literals.convert_values(schemas, node.with_schema({}), values)
    cores: list[Core] = []
    for branch in flat:
        core = schemas.convert(branch)
        for part in core["anyOf"] if set(core) == {"anyOf"} else [core]:
            if part not in cores and part != {"$ref": node.key}:
                cores.append(part)
    if {} in cores or not cores:
        return {}
    nullable = NULL in cores or _is_nullable(node)
    cores = [core for core in cores if core != NULL]
    if not cores:
        return NULL
    if len(cores) == 1:
        return nullable_of(cores[0]) if nullable else cores[0]
    # Pydantic prefers the first of equal fits, and anything fits an open map.
    cores.sort(key=lambda core: core.get("type") == "object")
    union: Core = {"anyOf": cores}
    complete = nullable_of(union) if nullable else union
    if all("type" in core and not _is_container(core) for core in cores):
        return complete
    return schemas.types.alias(node, complete, _tag(schemas, node, cores))


def _is_nullable(node: Node) -> bool:
    return isinstance(node.schema, dict) and node.schema.get("nullable") is True


def _is_container(core: Core) -> bool:
    return core.get("type") in ("object", "array")


def _flatten(branches: list[Node]) -> list[Node]:
    """Replace branches that are nothing but unions by their own branches."""
    flat: list[Node] = []
    for branch in branches:
        schema = branch.schema
        keywords = (
            set(schema) - {"description", "title"} if isinstance(schema, dict) else ()
        )
        for keyword in ("oneOf", "anyOf"):
            if keywords == {keyword} and isinstance(schema[keyword], list):
                flat.extend(_flatten(branch.branches(keyword)))
                break
        else:
            flat.append(branch)
    return flat


def _literal_values(branches: list[Node]) -> list[Any] | None:
    """Return all values of a union whose branches are constants or enumerations."""
    values: list[Any] = []
    for branch in branches:
        schema = branch.schema
        if not isinstance(schema, dict) or {"$ref", "allOf", "properties"} & set(
            schema
        ):
            return None
        if "const" in schema:
            values.append(schema["const"])
        elif isinstance(schema.get("enum"), list):
            values.extend(schema["enum"])
        elif schema.get("type") == "null":
            values.append(None)
        else:
            return None
    return values if any(value is not None for value in values) else None


def _tag(schemas: Conversion, node: Node, cores: list[Core]) -> str | None:
    """Return the property by which all branches can be told apart, if there is one."""
    found = [_classes(schemas, core) for core in cores]
    if not all(found):
        return None
    definitions = [definition for classes in found for definition in classes]
    declared = _declared_tag(node)
    if declared is not None:
        _narrow(declared, node, definitions)
    tags = [_constants(schemas, definition) for definition in definitions]
    for name in sorted(tags[0], key=lambda name: name != declared):
        values = [value for tag in tags for value in tag.get(name, [None])]
        if None not in values and len(set(values)) == len(values):
            return name
    return None


def _classes(
    schemas: Conversion, core: Core, seen: frozenset[str] = frozenset()
) -> list[Definition]:
    """Return the classes a branch stands for, through aliases; none if it has others."""
    key = core.get("$ref")
    definition = schemas.types.definitions.get(key) if key is not None else None
    if key is None or definition is None or key in seen or definition.nullable:
        return []
    if definition.is_class:
        return [definition]
    inner = definition.core or {}
    branches = inner["anyOf"] if set(inner) == {"anyOf"} else [inner]
    found = [_classes(schemas, branch, seen | {key}) for branch in branches]
    return [each for classes in found for each in classes] if all(found) else []


def _constants(
    schemas: Conversion, definition: Definition
) -> dict[str, list[str | int]]:
    """Return the required properties of a class that name their values."""
    found: dict[str, list[str | int]] = {}
    for member in definition.properties:
        target = schemas.types.definitions.get(member.core.get("$ref", ""))
        core = member.core if target is None else target.core or {}
        values = core.get("enum", ()) if set(core) == {"enum"} else ()
        plain = all(isinstance(v, str | int) and v is not True for v in values)
        if member.required and values and plain:
            found[member.name] = list(values)
    return found


def _declared_tag(node: Node) -> str | None:
    """Return the tag of an OpenAPI discriminator (OpenAPI 3.1, section 4.8.25)."""
    described = node.schema if node.described is None else node.described
    declared = described.get("discriminator") if isinstance(described, dict) else None
    name = declared.get("propertyName") if isinstance(declared, dict) else None
    return name if isinstance(name, str) else None


def _narrow(tag: str, node: Node, definitions: list[Definition]) -> None:
    """Give the tag of each branch its values: those mapped to it, or its name."""
    described = node.schema if node.described is None else node.described
    mapping = described["discriminator"].get("mapping")
    for definition in definitions:
        name = definition.node.words[-1] if definition.node.words else ""
        values = [
            value
            for value, target in (mapping if isinstance(mapping, dict) else {}).items()
            if isinstance(target, str) and target.rpartition("/")[2] == name
        ]
        for member in definition.properties:
            if member.name == tag and member.core.get("type") == "string":
                member.core = {"enum": values or [name]}
                member.required, member.default = True, None
