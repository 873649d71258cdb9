"""Give every reference of a document the whole name of its target.

After that, a schema means the same wherever it stands, and can be merged and compared
without knowing its place. Nothing is copied, so that circles stay references.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from hero_generator.diagnostics import escape_pointer
from hero_generator.parse import Document
from hero_generator.plan.nodes import Node
from hero_generator.plan.references import References

_MAIN = "openrpc.json"
MAXIMUM_CHAIN = 50
"""References followed one after the other before a chain counts as circular."""


@dataclass(frozen=True, slots=True)
class Linked:
    """Hold a document whose references are whole names, and what each name means."""

    value: dict[str, Any]
    targets: Mapping[str, Any]

    def follow(self, schema: Any) -> Any:
        """Follow a reference, and what it leads to; keep one that leads nowhere."""
        for _ in range(MAXIMUM_CHAIN):
            target = self.targets.get(reference_of(schema) or "", schema)
            if target is schema:
                return schema
            schema = target
        return {}

    def follow_dict(self, value: Any) -> dict[str, Any]:
        """Follow a reference to an object; anything else counts as empty."""
        target = self.follow(value)
        return target if isinstance(target, dict) else {}


def link_document(
    value: dict[str, Any], siblings: Mapping[str, Any] | None = None
) -> Linked:
    """Return a copy of a document in which each reference names its target whole."""
    document = Document(_MAIN, value, dict(siblings or {}))
    linker = _Linker(References(document))
    linked = linker.link(_MAIN, "", value)
    return Linked(linked, linker.targets)


def reference_of(schema: Any) -> str | None:
    """Return the reference that a schema holds, if it holds one."""
    reference = schema.get("$ref") if isinstance(schema, dict) else None
    return reference if isinstance(reference, str) else None


def reference_name(reference: str) -> str:
    """Return the last part of a reference: the name of what it means."""
    token = unquote(reference.rstrip("/#").rpartition("/")[2])
    return token.replace("~1", "/").replace("~0", "~") or reference


class _Linker:
    def __init__(self, references: References) -> None:
        self._references = references
        self.targets: dict[str, Any] = {}

    def link(self, file: str, pointer: str, value: Any) -> Any:
        if isinstance(value, list):
            return [
                self.link(file, f"{pointer}/{index}", item)
                for index, item in enumerate(value)
            ]
        if not isinstance(value, dict):
            return value
        linked = {
            key: self.link(file, f"{pointer}/{escape_pointer(key)}", item)
            for key, item in value.items()
        }
        reference = reference_of(value)
        if reference is not None:
            linked["$ref"] = self._name(file, pointer, reference)
        return linked

    def _name(self, file: str, pointer: str, reference: str) -> str:
        """Return the whole name of a target, linking it when it is first met."""
        place = Node(file, pointer, "", (), None)
        target = self._references.resolve(place, reference)
        if target is None:
            return reference
        name = f"{target.file}#{target.pointer}"
        if name not in self.targets:
            self.targets[name] = None
            self.targets[name] = self.link(target.file, target.pointer, target.schema)
        return name
