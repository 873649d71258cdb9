"""Resolve `$ref`s within a document and into the files beside it, never beyond."""

from __future__ import annotations

import posixpath
from typing import Any
from urllib.parse import unquote

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
            if isinstance(value, dict)
            and isinstance(identifier := value.get("$id", value.get("id")), str)
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
        if file is None or (fragment and not fragment.startswith("/")):
            return None
        tokens = [
            unquote(token).replace("~1", "/").replace("~0", "~")
            for token in fragment.split("/")[1:]
        ]
        return descend(self.root_of(file), tokens)

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
        relative = unquote(address.removeprefix("file:"))
        # Some tools write paths from the document's folder in every file they bundle.
        for folder in (posixpath.dirname(base), ""):
            path = posixpath.normpath(posixpath.join(folder, relative))
            if path in self._files:
                return path
        return None
