"""Reduce JSON Schemas to core schemas, naming every class, enumeration and union.

No type is decided here that datamodel-code-generator can decide: what is left to it is
the step from a core schema to a Python annotation. What is done here is what it cannot
do well: names, references, conjunctions, tags of unions, and keywords without a type.
"""

from __future__ import annotations

from typing import Any

from hero_generator.diagnostics import Diagnostic, error, warning
from hero_generator.plan import arrays, conjunctions, literals, objects, scalars, unions
from hero_generator.plan.nodes import Node
from hero_generator.plan.references import References
from hero_generator.plan.types import NULL, Types, nullable_of
from hero_generator.plan.values import Core

ANYTHING: Core = {}
MAXIMUM_DEPTH = 60
"""Nesting of inline schemas that is still generated."""

_KINDS = {
    "str": "string",
    "bool": "boolean",
    "int": "integer",
    "long": "integer",
    "float": "number",
    "double": "number",
    "dict": "object",
    "map": "object",
    "list": "array",
}
"""Words that are no JSON Schema types but can mean only one."""
_KNOWN_KINDS = frozenset(
    {"string", "integer", "number", "boolean", "object", "array", "null"}
)
_IMPLIED = {
    "properties": "object",
    "additionalProperties": "object",
    "patternProperties": "object",
    "required": "object",
    "items": "array",
    "prefixItems": "array",
    "pattern": "string",
    "minLength": "string",
    "maxLength": "string",
    "format": "string",
    "minimum": "number",
    "maximum": "number",
}
"""Types implied by keywords where a schema names none."""


class Schemas:
    """Convert the schemas of one document, collecting its types and problems."""

    def __init__(self, references: References) -> None:
        self.references = references
        self.types = Types()
        self._problems: dict[Diagnostic, None] = {}
        self.open_choices: set[tuple[str, ...]] = set()
        self._open: set[str] = set()
        self._depth = 0

    def convert(self, node: Node) -> Core:
        """Return the core schema of a node, defining the types it needs."""
        schema = node.schema
        if not isinstance(schema, dict):
            return self._boolean(node)
        if self._depth > MAXIMUM_DEPTH:
            self.report(
                node, "too-deep", "the schema is nested too deeply", "Flatten it."
            )
            return ANYTHING
        self._depth += 1
        try:
            return self._convert(node)
        finally:
            self._depth -= 1

    @property
    def problems(self) -> tuple[Diagnostic, ...]:
        """Return the problems found so far, each once."""
        return tuple(self._problems)

    def report(self, node: Node, code: str, message: str, hint: str) -> None:
        """Note a problem of a schema once."""
        problem = warning(code, node.file, node.pointer, message, hint)
        self._problems[problem] = None

    def refuse(self, node: Node, code: str, message: str, hint: str) -> None:
        """Note a problem that leaves the document without one meaning."""
        self._problems[error(code, node.file, node.pointer, message, hint)] = None

    def _boolean(self, node: Node) -> Core:
        if not isinstance(node.schema, bool):
            message = "a schema is neither an object nor true or false"
            self.report(node, "schema-form", message, "Write a JSON Schema there.")
        return ANYTHING

    def _convert(self, node: Node) -> Core:
        parts = conjunctions.parts(node)
        if not parts:
            return ANYTHING
        keyword, part = parts[0]
        if len(parts) > 1 or keyword == "allOf":
            return conjunctions.convert(self, node, parts)
        if keyword == "$ref":
            return self.reference(part)
        if keyword in ("oneOf", "anyOf"):
            return unions.convert(self, node, part.branches(keyword))
        return self._own(part)

    def reference(self, node: Node) -> Core:
        """Return the core schema of what a reference means."""
        target = self.references.resolve(node, node.schema["$ref"])
        if target is None:
            self._dangling(node)
            return ANYTHING
        if target.key in self._open:
            return self.types.refer(target)
        if self.types.has(target.key):
            return self.types.refer(target)
        if not _is_named(target):
            return self._enclosed(target)
        core = self._enclosed(target)
        return self.types.alias(target, core)

    def define(self, node: Node) -> None:
        """Define the type of a schema that the document itself names."""
        if not self.types.has(node.key):
            self.types.alias(node, self._enclosed(node))

    def _enclosed(self, target: Node) -> Core:
        """Convert a referenced schema, noticing if it refers to itself."""
        self._open.add(target.key)
        try:
            core = self.convert(target)
        finally:
            self._open.discard(target.key)
        return self.types.alias(target, core) if self.types.wanted(target) else core

    def _dangling(self, node: Node) -> None:
        reference = str(node.schema["$ref"])
        if "://" in reference.partition("#")[0]:
            message = f"the reference {reference!r} leads outside; nothing is fetched"
            hint = "Put a copy with that `$id` beside the document, or use an overlay."
            self.report(node, "remote-reference", message, hint)
            return
        message = f"the reference {reference!r} leads nowhere; any value is accepted"
        hint = "Add what it names, or correct the reference with an overlay."
        self.report(node, "dangling-reference", message, hint)

    def _own(self, node: Node) -> Core:
        if "enum" in node.schema or "const" in node.schema:
            return literals.convert(self, node)
        kinds = self.kinds(node)
        said = [kind for kind in kinds if kind != "null"]
        if len(said) > 1:
            branches = [_of_kind(node, kind) for kind in kinds]
            return unions.convert(self, node, branches)
        if not said:
            return NULL if kinds else ANYTHING
        core = self._of_one_kind(node, said[0])
        return nullable_of(core) if "null" in kinds else core

    def _of_one_kind(self, node: Node, kind: str) -> Core:
        if kind == "object":
            core = objects.convert(self, node)
        elif kind == "array":
            core = arrays.convert(self, node)
        else:
            core = scalars.convert(self, node, kind)
        return nullable_of(core) if node.schema.get("nullable") is True else core

    def kinds(self, node: Node) -> list[str]:
        """Return the JSON types a schema admits; none if it does not say."""
        declared = node.schema.get("type")
        if declared is None:
            implied = [kind for key, kind in _IMPLIED.items() if key in node.schema]
            return implied[:1]
        words = declared if isinstance(declared, list) else [declared]
        kinds = [_KINDS.get(str(word).lower(), str(word).lower()) for word in words]
        unknown = [kind for kind in kinds if kind not in _KNOWN_KINDS]
        if unknown:
            message = f"{unknown[0]!r} is no JSON Schema type; any value is accepted"
            hint = f"Use one of {', '.join(sorted(_KNOWN_KINDS))}."
            self.report(node, "unknown-type", message, hint)
            return []
        return list(dict.fromkeys(kinds))


def _is_named(target: Node) -> bool:
    """Tell whether a place names its schema, so that it deserves a type of its own."""
    parent = target.pointer.rpartition("/")[0].rpartition("/")[2]
    return parent in ("schemas", "definitions", "$defs") or not target.pointer


_KIND_KEYWORDS = {
    "string": ("pattern", "minLength", "maxLength", "format"),
    "object": ("properties", "required", "additionalProperties", "patternProperties"),
    "array": ("items", "prefixItems", "additionalItems", "minItems", "maxItems"),
}
_NUMERIC = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
_KIND_KEYWORDS |= {"integer": _NUMERIC, "number": _NUMERIC}


def _of_kind(node: Node, kind: str) -> Node:
    """Return what a schema with several types says of one of them."""
    keywords = _KIND_KEYWORDS.get(kind, ())
    schema: dict[str, Any] = {"type": kind}
    schema |= {key: value for key, value in node.schema.items() if key in keywords}
    return node.variant(kind.capitalize(), schema)
