"""Take documentation from a document: bounded, with no control codes in it."""

from __future__ import annotations

from typing import Any

from hero_generator.plan.nodes import Node

MAXIMUM_DESCRIPTION = 2000
MAXIMUM_SUMMARY = 160


def description_of(node: Node) -> str:
    """Return the description of what stands at a node, or its title."""
    schema = node.schema if node.described is None else node.described
    if not isinstance(schema, dict):
        return ""
    return clean(schema.get("description")) or clean(schema.get("title"))


def clean(value: Any) -> str:
    """Return text with plain line ends, printable and bounded; nothing for no text."""
    if not isinstance(value, str):
        return ""
    text = value.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    ")
    kept = "".join(c if c == "\n" or c.isprintable() else " " for c in text)
    lines = [line.rstrip() for line in kept.strip().split("\n")]
    whole = "\n".join(lines)
    if len(whole) <= MAXIMUM_DESCRIPTION:
        return whole
    return whole[:MAXIMUM_DESCRIPTION].rstrip() + " …"


def first_sentence(text: str) -> str:
    """Return the first sentence of a description on one line, bounded."""
    paragraph = " ".join(text.split("\n\n")[0].split())
    end = paragraph.find(". ")
    sentence = paragraph if end < 0 else paragraph[: end + 1]
    if len(sentence) <= MAXIMUM_SUMMARY:
        return sentence
    return sentence[: MAXIMUM_SUMMARY - 2].rstrip() + " …"
