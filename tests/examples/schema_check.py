"""Check values against the schemas of a document, offline."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT7

from .service_process import ROOT, SPECS

META_SCHEMAS = ROOT / "generator" / "src" / "hero_generator" / "meta_schemas"
JSON_SCHEMA_URIS = ("https://meta.json-schema.tools", "https://meta.json-schema.tools/")


def read_json(path: Path) -> Any:
    """Read a JSON file."""
    return json.loads(path.read_text("utf-8"))


def read_manifest() -> dict[str, Any]:
    """Read the manifest of the specs."""
    return tomllib.loads((SPECS / "specs.toml").read_text("utf-8"))


def service_names() -> list[str]:
    """Return the services that the manifest names."""
    return list(read_manifest()["services"])


def read_document(name: str) -> Any:
    """Read the cached document of a service."""
    return read_json(SPECS / name / "openrpc.json")


def meta_schema_problems(document: Any) -> list[str]:
    """List what is wrong with a document according to the OpenRPC meta-schema."""
    resource = Resource.from_contents(
        read_json(META_SCHEMAS / "json-schema-tools.schema.json"),
        default_specification=DRAFT7,
    )
    registry: Registry[Any] = Registry().with_resources(
        [(uri, resource) for uri in JSON_SCHEMA_URIS]
    )
    schema = read_json(META_SCHEMAS / "openrpc-1.3.schema.json")
    validator = Draft7Validator(schema, registry=registry)
    return [problem.message for problem in validator.iter_errors(document)]


def value_problems(document: Any, schema: Any, value: Any) -> list[str]:
    """List what is wrong with a value according to a schema of the document."""
    # The components next to the schema are where its references lead.
    whole = {"allOf": [schema], "components": document["components"]}
    return [problem.message for problem in Draft7Validator(whole).iter_errors(value)]


def iterate_schemas(node: Any, place: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every schema at and below a schema, with its place."""
    if not isinstance(node, dict):
        return
    yield place, node
    for name, schema in node.get("properties", {}).items():
        yield from iterate_schemas(schema, f"{place}/properties/{name}")
    for key in ("items", "additionalProperties"):
        yield from iterate_schemas(node.get(key), f"{place}/{key}")
    for key in ("allOf", "anyOf", "oneOf"):
        for index, schema in enumerate(node.get(key, [])):
            yield from iterate_schemas(schema, f"{place}/{key}/{index}")


def document_schemas(document: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every schema of a document with its place."""
    for name, schema in document["components"]["schemas"].items():
        yield from iterate_schemas(schema, name)
    for method in document["methods"]:
        for parameter in method["params"]:
            place = f"{method['name']}/{parameter['name']}"
            yield from iterate_schemas(parameter["schema"], place)
        yield from iterate_schemas(
            method["result"]["schema"], f"{method['name']}/result"
        )
