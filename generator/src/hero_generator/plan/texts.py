"""Take documentation from a document: bounded, with no control codes in it."""

from __future__ import annotations

from hero_generator.plan.nodes import Node
from hero_runtime.document.texts import clean


def description_of(node: Node) -> str:
    """Return the description of what stands at a node, or its title."""
    schema = node.schema if node.described is None else node.described
    if not isinstance(schema, dict):
        return ""
    return clean(schema.get("description")) or clean(schema.get("title"))
