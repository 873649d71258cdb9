"""Say what the modules that convert one kind of schema may ask of the whole."""

from __future__ import annotations

from typing import Protocol

from hero_generator.plan.nodes import Node
from hero_generator.plan.references import References
from hero_generator.plan.types import Types
from hero_generator.plan.values import Core


class Conversion(Protocol):
    """Convert the schemas of one document, collecting its types and problems."""

    references: References
    types: Types
    open_choices: set[tuple[str, ...]]
    """Unions being distributed, so that none is distributed within itself."""

    def convert(self, node: Node) -> Core:
        """Return the core schema of a node, defining the types it needs."""

    def reference(self, node: Node) -> Core:
        """Return the core schema of what a reference means."""

    def report(self, node: Node, code: str, message: str, hint: str) -> None:
        """Note a problem of a schema once."""
