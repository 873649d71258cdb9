"""Say as JSON Schema what a flow takes and gives, from its annotations."""

import inspect
from typing import Any

from pydantic import TypeAdapter

from hero_runner.authoring.flow import FlowInfo
from hero_runner.authoring.types import read_hints

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def build_schemas(info: FlowInfo) -> dict[str, Any]:
    """Return the name, the description and the two schemas of a flow.

    Raises pydantic's errors for an annotation that has no JSON Schema.
    """
    hints = read_hints(info.function)
    parameters = inspect.signature(info.function).parameters
    adapters: list[Any] = [
        (name, "validation", TypeAdapter(hints.get(name, Any))) for name in parameters
    ]
    output = TypeAdapter(hints.get("return", Any))
    adapters.append(("return", "serialization", output))
    built, shared = TypeAdapter.json_schemas(adapters)
    properties = {
        name: _describe(info, item, built[(name, "validation")])
        for name, item in parameters.items()
        if item.kind is not item.VAR_KEYWORD
    }
    definitions = {"$defs": shared["$defs"]} if "$defs" in shared else {}
    inputs = {
        "$schema": DIALECT,
        "type": "object",
        "properties": properties,
        "required": [n for n in properties if parameters[n].default is inspect._empty],
        "additionalProperties": len(properties) < len(parameters),
    }
    returned = {"$schema": DIALECT, **built[("return", "serialization")]}
    return {
        "name": info.name,
        "description": info.description,
        "inputs": inputs | definitions,
        "output": returned | definitions,
    }


def _describe(
    info: FlowInfo, parameter: inspect.Parameter, schema: dict[str, Any]
) -> dict[str, Any]:
    found = dict(schema)
    if text := info.inputs.get(parameter.name):
        found["description"] = text
    if parameter.default is not parameter.empty:
        adapter = TypeAdapter(Any)
        found["default"] = adapter.dump_python(parameter.default, mode="json")
    return found
