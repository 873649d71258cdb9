"""Convert objects: a class if properties are named, a map if they are not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hero_generator.plan.defaults import read_default
from hero_generator.plan.nodes import Node
from hero_generator.plan.texts import description_of
from hero_generator.plan.types import Property
from hero_generator.plan.values import Core

if TYPE_CHECKING:
    from hero_generator.plan.schemas import Schemas


def convert(schemas: Schemas, node: Node) -> Core:
    """Return the core schema of an object."""
    properties = node.schema.get("properties")
    if isinstance(properties, dict) and properties:
        members = {name: [node.member("properties", name)] for name in properties}
        return convert_class(schemas, node, members)
    return _map(_values(schemas, node))


def convert_class(schemas: Schemas, node: Node, members: dict[str, list[Node]]) -> Core:
    """Define a class; a property may be described at several places at once."""
    if schemas.types.has(node.key):
        return schemas.types.refer(node)
    definition = schemas.types.open_class(node)
    required = node.schema.get("required")
    names = set(map(str, required)) if isinstance(required, list) else set()
    for name, places in members.items():
        place = places[0]
        if len(places) > 1:
            place = place.with_schema({"allOf": places})
        core = schemas.convert(place)
        default = read_default(schemas, place, core)
        definition.properties.append(
            Property(name, core, name in names, default, description_of(places[0]))
        )
    if isinstance(node.schema.get("additionalProperties"), dict):
        definition.extra = _values(schemas, node)
    return schemas.types.refer(node)


def _values(schemas: Schemas, node: Node) -> Core:
    """Return what the values of properties without a name of their own are."""
    patterns = node.schema.get("patternProperties")
    places = (
        [node.member("patternProperties", pattern) for pattern in patterns]
        if isinstance(patterns, dict)
        else []
    )
    additional: Any = node.schema.get("additionalProperties")
    if isinstance(additional, dict) and additional:
        places.append(node.child("additionalProperties"))
    cores: list[Core] = []
    for place in places:
        core = schemas.convert(place)
        if core not in cores:
            cores.append(core)
    if not cores or {} in cores:
        return {}
    return cores[0] if len(cores) == 1 else {"anyOf": cores}


def _map(values: Core) -> Core:
    return {"type": "object", "additionalProperties": values or True}
