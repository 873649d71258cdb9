"""Assemble the OpenRPC document of a service from the methods it serves."""

import inspect
import json
from typing import Any

from pjrpc.server import MethodRegistry
from pjrpc.server.dispatcher import Method
from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core.core_schema import CoreSchema

from hero_service.description import (
    MethodDescription,
    MethodExample,
    ServiceDescription,
)
from hero_service.params import ParamsValidator

REFERENCE_PREFIX = "#/components/schemas/"
OPENRPC_VERSION = "1.3.2"

Schemas = dict[str, dict[str, Any]]


class UntitledJsonSchema(GenerateJsonSchema):
    """Leave out the titles that pydantic derives from field names."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        """Say no for every field: the property name says it already."""
        return False

    def default_schema(self, schema: Any) -> dict[str, Any]:
        """Render a default next to a reference in a form that draft-07 reads."""
        return wrap_reference(super().default_schema(schema))

    def generate_inner(self, schema: CoreSchema | Any) -> dict[str, Any]:
        """Render a schema; a description next to a reference is kept readable."""
        return wrap_reference(super().generate_inner(schema))


def wrap_reference(schema: dict[str, Any]) -> dict[str, Any]:
    """Move a `$ref` with siblings into `allOf`: draft-07 ignores its siblings."""
    if "$ref" not in schema or len(schema) == 1:
        return schema
    siblings = {key: value for key, value in schema.items() if key != "$ref"}
    return {"allOf": [{"$ref": schema["$ref"]}], **siblings}


def build_document(
    service: ServiceDescription, registry: MethodRegistry
) -> dict[str, Any]:
    """Build the document: one method object per registered method, in their order.

    `rpc.discover` itself is left out, as the OpenRPC specification allows.
    """
    params, results, definitions = build_schemas(registry)
    methods = [
        build_method(name, method, params[name], results[name])
        for name, method in registry.items()
    ]
    return {
        "openrpc": OPENRPC_VERSION,
        "info": {
            "title": service.title,
            "description": service.description,
            "version": service.version,
        },
        "methods": methods,
        "components": {"schemas": definitions},
    }


def render_document(document: dict[str, Any]) -> str:
    """Render the canonical text: indented by two, UTF-8 kept, one final newline."""
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def build_schemas(registry: MethodRegistry) -> tuple[Schemas, Schemas, Schemas]:
    """Build the schemas of parameters and results by method, and those they share."""
    adapters: list[tuple[str, Any, TypeAdapter[Any]]] = []
    for name, method in registry.items():
        result = inspect.signature(method.func).return_annotation
        adapters.append((f"params {name}", "validation", TypeAdapter(model_of(method))))
        adapters.append((f"result {name}", "validation", TypeAdapter(result)))
    schemas, shared = TypeAdapter.json_schemas(
        adapters,
        ref_template=REFERENCE_PREFIX + "{model}",
        schema_generator=UntitledJsonSchema,
    )
    definitions: Schemas = dict(shared.get("$defs", {}))
    params: Schemas = {}
    results: Schemas = {}
    for name in registry:
        reference = schemas[(f"params {name}", "validation")]["$ref"]
        params[name] = definitions.pop(reference.removeprefix(REFERENCE_PREFIX))
        results[name] = schemas[(f"result {name}", "validation")]
    for definition in definitions.values():
        definition.pop("title", None)
    return params, results, definitions


def model_of(method: Method) -> Any:
    """Return the model that validates the parameters of a method."""
    if not isinstance(method.validator, ParamsValidator):
        raise TypeError(
            f"{method.name} has no ParamsValidator; register it in a MethodRegistry"
            " made with ParamsValidatorFactory"
        )
    return method.validator.params_model


def build_method(
    name: str, method: Method, params: dict[str, Any], result: dict[str, Any]
) -> dict[str, Any]:
    """Build one method object; its summary and description are the docstring's."""
    summary, _, description = inspect.cleandoc(method.func.__doc__ or "").partition(
        "\n\n"
    )
    details = describe_method(method)
    required = params.get("required", [])
    descriptors = [
        build_descriptor(parameter, schema, parameter in required)
        for parameter, schema in params.get("properties", {}).items()
    ]
    built: dict[str, Any] = {"name": name, "summary": " ".join(summary.split())}
    if description:
        built["description"] = " ".join(description.split())
    built["tags"] = [{"name": tag} for tag in details.tags]
    built["paramStructure"] = "either"
    built["params"] = descriptors
    built["result"] = {"name": "result", "schema": result}
    built["errors"] = [
        {"code": error.CODE, "message": error.MESSAGE} for error in details.errors
    ]
    built["examples"] = [build_example(example) for example in details.examples]
    return {key: value for key, value in built.items() if key == "params" or value}


def describe_method(method: Method) -> MethodDescription:
    """Return the description that the method was registered with."""
    for metadata in method.metadata:
        if isinstance(metadata, MethodDescription):
            return metadata
    return MethodDescription()


def build_descriptor(
    name: str, schema: dict[str, Any], required: bool
) -> dict[str, Any]:
    """Build a content descriptor; the description moves out of the schema."""
    plain = {key: value for key, value in schema.items() if key != "description"}
    if list(plain) == ["allOf"]:
        plain = plain["allOf"][0]
    descriptor: dict[str, Any] = {"name": name}
    if "description" in schema:
        descriptor["description"] = schema["description"]
    return descriptor | {"required": required, "schema": plain}


def build_example(example: MethodExample) -> dict[str, Any]:
    """Build an example pairing object."""
    return {
        "name": example.name,
        "params": [
            {"name": name, "value": value} for name, value in example.params.items()
        ],
        "result": {"name": "result", "value": example.result},
    }
