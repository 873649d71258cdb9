"""Convert objects: a class if properties are named, a map if they are not."""

from __future__ import annotations

from typing import Any

from hero_generator.plan.conversion import Conversion
from hero_generator.plan.defaults import read_default
from hero_generator.plan.kinds import kind_of
from hero_generator.plan.nodes import Node
from hero_generator.plan.texts import description_of
from hero_generator.plan.types import Property
from hero_generator.plan.values import Core


def convert(schemas: Conversion, node: Node) -> Core:
    """Return the core schema of an object."""
    properties = node.schema.get("properties")
    if isinstance(properties, dict) and properties:
        members = {name: [node.member("properties", name)] for name in properties}
        return convert_class(schemas, node, members)
    shown = _schema_of_examples(node.schema)
    if shown is not None:
        message = "the schema is an object without properties, its examples are not"
        schemas.report(node, "examples-differ", message, "Say what the values are.")
        return schemas.convert(node.with_schema(shown))
    return _map(_values(schemas, node))


def convert_class(
    schemas: Conversion, node: Node, members: dict[str, list[Node]]
) -> Core:
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
    for name in sorted(names - members.keys()):
        definition.properties.append(Property(name, {}, True, None, ""))
    if isinstance(node.schema.get("additionalProperties"), dict):
        definition.extra = _values(schemas, node)
    return schemas.types.refer(node)


def _schema_of_examples(schema: dict[str, Any]) -> dict[str, Any] | None:
    """Return a schema made from examples, if none of them is the empty object declared.

    Some generators write an object that may have no properties for any type that they
    cannot look into, and show a string beside it.
    """
    examples = schema.get("examples")
    if schema.get("additionalProperties") is not False or not isinstance(
        examples, list
    ):
        return None
    if not examples or any(isinstance(value, dict) for value in examples):
        return None
    return _shown(examples)


def _shown(values: list[Any]) -> dict[str, Any]:
    """Return what JSON types values have, and the items of those that are arrays."""
    kinds = list(dict.fromkeys(kind_of(value) for value in values))
    items = [item for value in values if isinstance(value, list) for item in value]
    inner = {"items": _shown(items)} if items else {}
    return {"type": kinds, **inner}


def _values(schemas: Conversion, node: Node) -> Core:
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
