"""Collect the examples of a document and hold them against its own schemas."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import quote

import jsonschema
from referencing import Registry
from referencing.jsonschema import DRAFT7, DRAFT202012

from hero_generator.parse import Document
from hero_generator.plan.nodes import Node
from hero_generator.plan.references import References

BASE = "https://document.invalid/"


@dataclass(frozen=True, slots=True)
class Example:
    """Hold one value that the document shows for one parameter or result."""

    method: str
    slot: str
    """Wire name of the parameter; empty for the result."""
    value: Any
    schema: Node | None


class Examples:
    """Hold the examples of one document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._references = References(document)

    def __iter__(self) -> Iterator[Example]:
        root = self._references.root
        for index, value in enumerate(root.schema["methods"]):
            node = self._references.follow(
                root.named_item("methods", index, str(value.get("name", index)))
            )
            if node is None or not isinstance(node.schema.get("examples"), list):
                continue
            for pairing in node.branches("examples"):
                yield from self._pairing(node, self._references.follow(pairing))

    def contradicts(self, example: Example) -> bool:
        """Tell whether JSON Schema itself refuses the example."""
        if example.schema is None:
            return False
        pointer = quote(example.schema.pointer)
        reference = f"{BASE}{example.schema.file}#{pointer}"
        validator = self._validator(reference, example.schema)
        return not validator.is_valid(example.value)

    def _pairing(self, method: Node, pairing: Node | None) -> Iterator[Example]:
        if pairing is None or not isinstance(pairing.schema, dict):
            return
        name = str(method.schema["name"])
        descriptors = self._descriptors(method)
        shown = pairing.schema.get("params")
        places = pairing.branches("params") if isinstance(shown, list) else []
        for index, place in enumerate(places):
            entry = self._references.follow(place)
            if entry is None or not isinstance(entry.schema, dict):
                continue
            slot = str(entry.schema.get("name"))
            if slot not in descriptors and index < len(descriptors):
                slot = list(descriptors)[index]
            if slot in descriptors and "value" in entry.schema:
                yield Example(name, slot, entry.schema["value"], descriptors[slot])
        if "result" in method.schema and isinstance(pairing.schema.get("result"), dict):
            entry = self._references.follow(pairing.child("result"))
            result = self._references.follow(method.child("result"))
            if entry is not None and result is not None and "value" in entry.schema:
                yield Example(name, "", entry.schema["value"], _schema_of(result))

    def _descriptors(self, method: Node) -> dict[str, Node | None]:
        listed = method.schema.get("params")
        found: dict[str, Node | None] = {}
        for index, value in enumerate(listed if isinstance(listed, list) else []):
            node = method.named_item("params", index, str(value.get("name", index)))
            target = self._references.follow(node)
            if target is not None and isinstance(target.schema, dict):
                found[str(target.schema.get("name"))] = _schema_of(target)
        return found

    @cached_property
    def _registry(self) -> Registry[Any]:
        files = {self._document.file: self._document.value, **self._document.siblings}
        resources = []
        for file, value in files.items():
            resource = DRAFT7.create_resource(_without_identifiers(value))
            resources.append((f"{BASE}{file}", resource))
            if isinstance(value, dict) and isinstance(value.get("$id"), str):
                resources.append((value["$id"].rstrip("#"), resource))
        registry: Registry[Any] = Registry().with_resources(resources)
        return registry

    def _validator(self, reference: str, node: Node) -> jsonschema.protocols.Validator:
        newer = "prefixItems" in str(node.schema)
        kind = jsonschema.Draft202012Validator if newer else jsonschema.Draft7Validator
        assert DRAFT202012 is not None
        return kind({"$ref": reference}, registry=self._registry)


def _without_identifiers(value: Any) -> Any:
    """Drop `$id`s inside a file, which would move the base of its references."""
    if not isinstance(value, dict):
        return value
    return {key: item for key, item in value.items() if key != "$id"}


def _schema_of(descriptor: Node) -> Node | None:
    if isinstance(descriptor.schema, dict) and "schema" in descriptor.schema:
        return descriptor.child("schema")
    return None
