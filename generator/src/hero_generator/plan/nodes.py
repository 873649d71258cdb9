"""Say where a schema stands: its JSON Pointer, a stable key, and words for a name.

The key and the words are a function of the place alone. List positions that an edit
elsewhere would shift (of methods, parameters, union branches) are replaced by names.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote

from hero_generator.diagnostics import escape_pointer
from hero_runtime.document.digest import digest_canonical

_SCOPES = ("schemas", "definitions", "$defs", "contentDescriptors", "errors", "tags")
"""Keys whose children are named, referable things: a name starts anew there."""

_WORDS = {"items": "Item", "additionalProperties": "Value", "result": "Result"}
_WORDS |= {"additionalItems": "Item", "data": "Data"}
_KIND_WORDS = {"array": "List", "object": "Object", "string": "Text"}
_SILENT = frozenset({"components", "schema", "properties", "params", "not", "if"})


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """Hold one schema together with its place."""

    file: str
    pointer: str
    """JSON Pointer into the file, for diagnostics."""
    key: str
    """Stable name of the place, unique in the document; the lock is keyed by it."""
    words: tuple[str, ...]
    """What a Python name for this place is made of."""
    schema: Any
    described: Any = None
    """The schema the document has at this place, where `schema` is made by us."""

    @property
    def place(self) -> str:
        """Return file and pointer as one text."""
        return f"{self.file}#{self.pointer}"

    def with_schema(self, schema: Any) -> Node:
        """Return another schema standing at the same place."""
        described = self.schema if self.described is None else self.described
        return Node(self.file, self.pointer, self.key, self.words, schema, described)

    def variant(self, word: str, schema: Any) -> Node:
        """Return a schema made by us that stands for one variant of this one."""
        key = f"{self.key}/{escape_pointer(word)}"
        return Node(self.file, self.pointer, key, (*self.words, word), schema)

    def child(self, name: str) -> Node:
        """Return the schema below one keyword whose value is a schema."""
        silent = name in _SILENT or name.startswith("x-")
        return self._step(name, name, () if silent else (_WORDS.get(name, name),))

    def member(self, group: str, name: str) -> Node:
        """Return one schema of a map of names, such as one of `properties`."""
        value = self.schema[group][name]
        tokens = f"{escape_pointer(group)}/{escape_pointer(name)}"
        if group in _SCOPES:
            scope = f"{self.file}#" if self.key.startswith(f"{self.file}#") else ""
            key = f"{scope}{group}/{escape_pointer(name)}"
            return Node(self.file, f"{self.pointer}/{tokens}", key, (name,), value)
        word = "Value" if group == "patternProperties" else name
        return Node(
            self.file,
            f"{self.pointer}/{tokens}",
            f"{self.key}/{tokens}",
            (*self.words, word),
            value,
        )

    def branches(self, keyword: str) -> list[Node]:
        """Return the schemas below a keyword whose value is a list of schemas."""
        values = self.schema[keyword]
        words = list(_branch_words(keyword, values))
        return [
            (
                value
                if isinstance(value, Node)
                else Node(
                    self.file,
                    f"{self.pointer}/{keyword}/{index}",
                    f"{self.key}/{keyword}/{escape_pointer(word)}",
                    (*self.words, word) if keyword != "allOf" else self.words,
                    value,
                )
            )
            for index, (value, word) in enumerate(zip(values, words, strict=True))
        ]

    def named_item(self, group: str, index: int, name: str) -> Node:
        """Return one item of a list whose items have names: a method or parameter."""
        key_group = "" if group == "methods" else f"/{group}"
        key = f"{self.key or group}{key_group}/{escape_pointer(name)}"
        pointer = f"{self.pointer}/{group}/{index}"
        value = self.schema[group][index]
        return Node(self.file, pointer, key, (*self.words, name), value)

    def _step(self, token: str, key: str, words: tuple[str, ...]) -> Node:
        return Node(
            self.file,
            f"{self.pointer}/{escape_pointer(token)}",
            f"{self.key}/{key}" if self.key else key,
            (*self.words, *words),
            self.schema[token],
        )


def root_node(file: str, value: Any, *, main: bool) -> Node:
    """Return the node of a whole file; only a sibling's name appears in keys."""
    if main:
        return Node(file, "", "", (), value)
    return Node(file, "", f"{file}#", (PurePosixPath(file).stem,), value)


def descend(node: Node, tokens: list[str]) -> Node | None:
    """Follow the tokens of a JSON Pointer, or return nothing if it dangles."""
    rest = list(tokens)
    while rest:
        step = _step_down(node, rest)
        if step is None:
            return None
        node = step
    return node


def _step_down(node: Node, rest: list[str]) -> Node | None:
    token = rest.pop(0)
    if not isinstance(node.schema, dict) or token not in node.schema:
        return None
    value = node.schema[token]
    if not rest or not isinstance(value, dict | list):
        return node.child(token)
    if isinstance(value, list):
        return _list_item(node, token, rest.pop(0))
    if token in (*_SCOPES, "properties", "patternProperties"):
        name = rest.pop(0)
        return node.member(token, name) if name in value else None
    return node.child(token)


def _list_item(node: Node, group: str, index: str) -> Node | None:
    values = node.schema[group]
    if not index.isdigit() or int(index) >= len(values):
        return None
    value = values[int(index)]
    if group in ("methods", "params") and isinstance(value, dict):
        return node.named_item(group, int(index), str(value.get("name", index)))
    return node.branches(group)[int(index)]


def _branch_words(keyword: str, values: list[Any]) -> Iterator[str]:
    """Name union branches by what tells them apart, never by their position."""
    if keyword not in ("oneOf", "anyOf"):
        yield from (str(index + 1) for index, _ in enumerate(values))
        return
    words = [_branch_word(value, values) for value in values]
    for word, value in zip(words, values, strict=True):
        plain = value.schema if isinstance(value, Node) else value
        alone = words.count(word) == 1
        yield word if alone else f"{word} {digest_canonical(plain)[7:11]}"


def _branch_word(value: Any, values: list[Any]) -> str:
    if isinstance(value, Node) or not isinstance(value, dict):
        return "Option"
    constants = _string_constants(value)
    if constants:
        return next(iter(constants.values()))
    if isinstance(value.get("title"), str) and value["title"].strip():
        return str(value["title"])
    properties = value.get("properties")
    if isinstance(properties, dict) and properties:
        return _distinct_property(value, properties, values)
    return _referred_name(value) or _KIND_WORDS.get(str(value.get("type")), "Option")


def _referred_name(value: dict[str, Any]) -> str:
    """Return the last part of the first reference a branch is made of."""
    parts = value.get("allOf")
    for part in [value, *(parts if isinstance(parts, list) else [])]:
        if isinstance(part, dict) and isinstance(part.get("$ref"), str):
            return unquote(part["$ref"].rstrip("/").rpartition("/")[2])
    return "Literal" if "enum" in value else ""


def _string_constants(schema: dict[str, Any]) -> dict[str, str]:
    properties = schema.get("properties")
    if not isinstance(properties, dict):
        return {}
    return {
        name: tag
        for name, value in properties.items()
        if isinstance(value, dict) and (tag := constant_text(value)) is not None
    }


def constant_text(schema: dict[str, Any]) -> str | None:
    """Return the only string a schema allows, if it allows just one."""
    if isinstance(schema.get("const"), str):
        return str(schema["const"])
    values = schema.get("enum")
    if isinstance(values, list) and len(values) == 1 and isinstance(values[0], str):
        return values[0]
    return None


def _distinct_property(
    value: dict[str, Any], properties: dict[str, Any], values: list[Any]
) -> str:
    others = [
        set(other["properties"])
        for other in values
        if other is not value
        and isinstance(other, dict)
        and isinstance(other.get("properties"), dict)
    ]
    listed = value.get("required")
    listed = listed if isinstance(listed, list) else []
    required = [name for name in listed if isinstance(name, str) and name in properties]
    for name in (*required, *properties):
        if not any(name in other for other in others):
            return str(name)
    return "Option"


def same_schema(first: Any, second: Any) -> bool:
    """Tell whether two JSON values are equal, with 1, 1.0 and true kept apart."""
    return json.dumps(first, sort_keys=True, default=id) == json.dumps(
        second, sort_keys=True, default=id
    )
