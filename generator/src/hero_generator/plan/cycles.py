"""Break aliases that mean nothing but themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hero_generator.plan.schemas import Schemas
from hero_generator.plan.types import Definition
from hero_generator.plan.values import Core


def break_cycles(schemas: Schemas) -> None:
    """Let an alias that is itself, with no list, map or class between, be any value.

    Such a schema says nothing, and neither a type checker nor pydantic takes it.
    """
    definitions = schemas.types.definitions
    for key, definition in definitions.items():
        if key in _reached(definition, definitions):
            definition.core = {}
            message = "the schema refers to nothing but itself; any value is accepted"
            hint = "Say what it is, if need be with an overlay."
            schemas.report(definition.node, "circular-reference", message, hint)


def _reached(definition: Definition, definitions: Mapping[str, Definition]) -> set[str]:
    """Return the keys that a definition is, through aliases alone."""
    reached: set[str] = set()
    waiting = list(_direct(definition.core or {}))
    while waiting:
        key = waiting.pop()
        if key not in reached and key in definitions:
            reached.add(key)
            waiting.extend(_direct(definitions[key].core or {}))
    return reached


def _direct(core: Core) -> Iterator[str]:
    if "$ref" in core:
        yield core["$ref"]
    for branch in core.get("anyOf", ()):
        yield from _direct(branch)
