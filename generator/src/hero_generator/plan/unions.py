"""Convert unions: flatten them, find their tag, give them a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hero_generator.plan import literals
from hero_generator.plan.nodes import Node
from hero_generator.plan.types import NULL, Definition, nullable_of
from hero_generator.plan.values import Core

if TYPE_CHECKING:
    from hero_generator.plan.schemas import Schemas


def convert(schemas: Schemas, node: Node, branches: list[Node]) -> Core:
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
    union: Core = {"anyOf": cores}
    complete = nullable_of(union) if nullable else union
    if all("type" in core and not _is_container(core) for core in cores):
        return complete
    return schemas.types.alias(node, complete, _tag(schemas, cores))


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


def _tag(schemas: Schemas, cores: list[Core]) -> str | None:
    """Return the property by which all branches can be told apart, if there is one."""
    definitions = [schemas.types.definitions.get(c.get("$ref", "")) for c in cores]
    if not all(d is not None and d.is_class for d in definitions):
        return None
    tags = [_constants(d) for d in definitions if d is not None]
    for name in tags[0]:
        values = [tag.get(name) for tag in tags]
        if None not in values and len(set(values)) == len(values):
            return name
    return None


def _constants(definition: Definition) -> dict[str, str]:
    """Return the required properties of a class that can have one string only."""
    return {
        member.name: member.core["enum"][0]
        for member in definition.properties
        if member.required
        and set(member.core) == {"enum"}
        and len(member.core["enum"]) == 1
        and isinstance(member.core["enum"][0], str)
    }
