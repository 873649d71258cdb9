"""Put the embedded modules together as the beginning of an exported client."""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Iterable
from importlib import resources

from hero_generator.layout import bracketed

EMBEDDED = ("errors", "values", "connection", "client")
"""The embedded modules, each after those it needs."""

YIELDING = ("TransportError", "ProtocolError", "ValidationError")
"""Names of the embedded code that make way for a document's type of that name."""


def render_support(taken: Iterable[str]) -> tuple[list[str], str]:
    """Return the import lines and the code that every exported client carries.

    A public name of ours that the document has `taken` gets a trailing underscore.
    """
    imports, code = _read_embedded()
    for name in sorted(set(YIELDING) & set(taken)):
        code = re.sub(rf"\b{name}\b", f"{name}_", code)
    return list(imports), code


@functools.cache
def _read_embedded() -> tuple[tuple[str, ...], str]:
    folder = resources.files("hero_generator.flat") / "embedded"
    modules: set[str] = set()
    typed: set[str] = {"TYPE_CHECKING"}
    parts = []
    for name in EMBEDDED:
        text = (folder / f"{name}.py").read_text("utf-8")
        head, body = _split(text)
        for node in head:
            if isinstance(node, ast.Import):
                modules |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module == "typing":
                typed |= {alias.name for alias in node.names}
        parts.append(body)
    listed = sorted(typed, key=lambda name: (not name.isupper(), name))
    from_typing = bracketed("from typing import (", listed, ")", 0, explode=True)
    imports = [f"import {name}" for name in sorted(modules)]
    return (*imports, from_typing), "\n\n\n".join(parts)


def _split(text: str) -> tuple[list[ast.stmt], str]:
    """Return the docstring and imports of a module, and the text after them."""
    body = ast.parse(text).body
    kinds = (ast.Import, ast.ImportFrom, ast.Expr)
    count = next(i for i, node in enumerate(body) if not isinstance(node, kinds))
    first = body[count]
    decorators = getattr(first, "decorator_list", [])
    line = min([first.lineno, *(node.lineno for node in decorators)])
    return body[:count], "\n".join(text.splitlines()[line - 1 :]).strip("\n")
