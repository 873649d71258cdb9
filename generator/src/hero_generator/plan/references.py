"""Resolve `$ref`s within a document and into the files beside it, never beyond."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from functools import cached_property
from typing import Any
from urllib.parse import unquote, urljoin

from hero_generator.parse import Document
from hero_generator.plan.nodes import Node, descend, root_node

MAXIMUM_CHAIN = 50
"""References followed one after the other before a chain counts as circular."""


class References:
    """Look up what references mean; holds the decoded files of one document."""

    def __init__(self, document: Document) -> None:
        self._main = document.file
        self._files: dict[str, Any] = {document.file: document.value}
        self._files |= document.siblings
        self._by_identifier = {
            identifier.rstrip("#"): file
            for file, value in document.siblings.items()
            if (identifier := _identifier(value)) is not None
        }

    @property
    def root(self) -> Node:
        """Return the node of the whole document."""
        return self.root_of(self._main)

    def root_of(self, file: str) -> Node:
        """Return the node of a whole file."""
        return root_node(file, self._files[file], main=file == self._main)

    def resolve(self, node: Node, reference: str) -> Node | None:
        """Return what a reference found at a node means, or nothing if it dangles."""
        address, _, fragment = reference.partition("#")
        file = self._file(node.file, address)
        if file is None:
            return self._marked(address, fragment)
        if fragment and not fragment.startswith("/"):
            return self._marked("", fragment)
        root, tokens = self.root_of(file), _tokens(fragment)
        found = descend(root, tokens)
        if found is None and not address:
            return _enclosing(root, _tokens(node.pointer), tokens)
        return found

    def _marked(self, address: str, fragment: str) -> Node | None:
        """Return what stands at an `$id` or an `$anchor` inside one of the files."""
        mark = ("$id", address) if address else ("$anchor", fragment)
        place = self._marks.get(mark)
        if place is None:
            return None
        file, pointer = place
        inner = _tokens(fragment) if address and fragment.startswith("/") else []
        return descend(self.root_of(file), [*pointer, *inner])

    @cached_property
    def _marks(self) -> dict[tuple[str, str], tuple[str, list[str]]]:
        """Return the places of all marks: looked for only if a reference needs one."""
        marks: dict[tuple[str, str], tuple[str, list[str]]] = {}
        for file, value in self._files.items():
            for pointer, keyword, text in _walk_marks(value, []):
                marks.setdefault((keyword, text.rstrip("#")), (file, pointer))
        return marks

    def follow(self, node: Node) -> Node | None:
        """Follow references until something else stands there."""
        for _ in range(MAXIMUM_CHAIN):
            if not isinstance(node.schema, dict):
                return node
            reference = node.schema.get("$ref")
            if not isinstance(reference, str):
                return node
            target = self.resolve(node, reference)
            if target is None:
                return None
            node = target
        return None

    def _file(self, base: str, address: str) -> str | None:
        if not address:
            return base
        if address.rstrip("#") in self._by_identifier:
            return self._by_identifier[address.rstrip("#")]
        identifier = _identifier(self._files[base])
        if identifier is not None:
            absolute = urljoin(identifier, address).rstrip("#")
            if absolute in self._by_identifier:
                return self._by_identifier[absolute]
        relative = unquote(address.removeprefix("file:"))
        # Some tools write paths from the document's folder in every file they bundle.
        for folder in (posixpath.dirname(base), ""):
            path = posixpath.normpath(posixpath.join(folder, relative))
            if path in self._files:
                return path
        return None


def _tokens(pointer: str) -> list[str]:
    """Split a JSON Pointer, or the fragment that holds one, into reference tokens."""
    return [
        unquote(token).replace("~1", "/").replace("~0", "~")
        for token in pointer.split("/")[1:]
    ]


def _identifier(value: Any) -> str | None:
    identifier = value.get("$id", value.get("id")) if isinstance(value, dict) else None
    return identifier if isinstance(identifier, str) else None


def _enclosing(root: Node, place: list[str], tokens: list[str]) -> Node | None:
    """Look for a target from the schemas around a reference, the nearest first.

    A JSON Schema that was a document of its own brings its `$defs` along, and its
    references still count from its own root.
    """
    for length in range(len(place), 0, -1):
        found = descend(root, place[:length] + tokens)
        if found is not None:
            return found
    return None


def _walk_marks(value: Any, pointer: list[str]) -> Iterator[tuple[list[str], str, str]]:
    """Yield every place that names itself, with the keyword and the name."""
    if isinstance(value, dict):
        for keyword in ("$id", "$anchor"):
            if isinstance(value.get(keyword), str):
                yield pointer, keyword, value[keyword]
        for key, item in value.items():
            yield from _walk_marks(item, [*pointer, key])
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _walk_marks(item, [*pointer, str(index)])
