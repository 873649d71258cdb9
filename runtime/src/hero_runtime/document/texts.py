"""Take documentation from a document: bounded, with no control codes in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

MAXIMUM_DESCRIPTION = 2000
MAXIMUM_SUMMARY = 160


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


def build_method_text(
    summary: str,
    description: str,
    *,
    deprecated: bool,
    parameters: Iterable[tuple[str, str]],
    errors: Sequence[str],
    wire_name: str,
) -> str:
    """Return a method's docstring: what it does, parameters, errors, wire name.

    All is clean text. `parameters` are Python names with descriptions; `wire_name` is
    empty where it is the name in Python.
    """
    parts = [summary]
    flat = " ".join(description.split())
    if flat.startswith(summary.removesuffix(" …")):
        parts = [description or summary]
    elif description:
        parts.append(description)
    if deprecated:
        parts.append("Deprecated.")
    lines = [f"    {name}: {' '.join(t.split())}" for name, t in parameters if t]
    if lines:
        parts.append("Args:\n" + "\n".join(lines))
    if errors:
        parts.append("Raises:\n" + "\n".join(f"    {name}" for name in errors))
    if wire_name:
        parts.append(f"On the wire: {wire_name}")
    return "\n\n".join(parts)


def build_client_text(title: str, version: str, description: str) -> str:
    """Return a client's docstring: title, version and what the service is for."""
    named = f"{title} {version}" if version else title
    return f"{named}\n\n{description}" if description not in ("", title) else named
