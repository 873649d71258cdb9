"""Collect the named types of a document, before they have their final names."""

from __future__ import annotations

from dataclasses import dataclass, field

from hero_generator.plan.nodes import Node
from hero_generator.plan.values import Core, Default

NULL: Core = {"type": "null"}


@dataclass(slots=True)
class Property:
    """Hold one property of an object, by its wire name."""

    name: str
    core: Core
    required: bool
    default: Default | None
    description: str


@dataclass(slots=True)
class Definition:
    """Hold one named type under its key."""

    node: Node
    core: Core | None = None
    """Core schema of an alias; nothing for a class."""
    properties: list[Property] = field(default_factory=list)
    extra: Core | None = None
    tag: str | None = None
    """Wire name of the property that tells the members of a union apart."""
    is_class: bool = False
    nullable: bool = False
    """Whether null is a value wherever the document names this class."""


class Types:
    """Hold the named types found so far, by the key of their place."""

    def __init__(self) -> None:
        self.definitions: dict[str, Definition] = {}
        self._wanted: set[str] = set()

    def has(self, key: str) -> bool:
        """Tell whether a type stands at a place."""
        return key in self.definitions

    def wanted(self, node: Node) -> bool:
        """Tell whether something refers to a place that has no type yet."""
        return node.key in self._wanted and node.key not in self.definitions

    def refer(self, node: Node) -> Core:
        """Return a reference to the type at a place, now or later defined."""
        self._wanted.add(node.key)
        definition = self.definitions.get(node.key)
        if definition is not None and definition.core == NULL:
            return NULL
        return {"$ref": node.key}

    def alias(self, node: Node, core: Core, tag: str | None = None) -> Core:
        """Define a named type that is not a class, unless it is already defined."""
        known = self.definitions.get(node.key)
        if known is None:
            if core == {"$ref": node.key}:
                core = {}
            self.definitions[node.key] = Definition(node, core, tag=tag)
        elif known.is_class and core == nullable_of({"$ref": node.key}):
            known.nullable = True
        # `None | None` is no type, so null is written out and not referred to.
        return NULL if self.definitions[node.key].core == NULL else {"$ref": node.key}

    def open_class(self, node: Node) -> Definition:
        """Define a class whose properties follow."""
        definition = Definition(node, is_class=True)
        self.definitions[node.key] = definition
        return definition

    def is_nullable(self, core: Core) -> bool:
        """Tell whether null is a value of a core schema."""
        return self._admits_null(core, set())

    def _admits_null(self, core: Core, seen: set[str]) -> bool:
        if core == NULL or not core:
            return True
        if "anyOf" in core:
            return any(self._admits_null(branch, seen) for branch in core["anyOf"])
        if "enum" in core:
            return None in core["enum"]
        reference = core.get("$ref")
        if reference is None or reference in seen:
            return False
        definition = self.definitions.get(reference)
        if definition is None or definition.core is None:
            return definition is not None and definition.nullable
        return self._admits_null(definition.core, seen | {reference})


def nullable_of(core: Core) -> Core:
    """Return a core schema that also admits null."""
    if not core or core == NULL:
        return core
    branches = core["anyOf"] if set(core) == {"anyOf"} else [core]
    if NULL in branches:
        return core
    return {"anyOf": [*branches, NULL]}
