"""Hold what explanations are made of: the script, the interface, and words."""

from __future__ import annotations

import ast
import builtins
import re
from dataclasses import dataclass
from typing import Final, TypeVar

from hero_runner.gate.interface import Interface
from hero_runner.gate.ty import Diagnostic

NodeT = TypeVar("NodeT", bound=ast.AST)

NOT_AWAITED: Final = "the call is not awaited: the async client gives a coroutine"

_QUOTED: Final = re.compile(r"`([^`]*)`")
_COROUTINE: Final = re.compile(r"^CoroutineType\[Any, Any, (.*)\]$")
_LITERAL: Final = re.compile(r'Literal\[((?:"[^"]*"|[^\]"])*)\]')


@dataclass(frozen=True, slots=True)
class Words:
    """Hold what is said of one mistake."""

    code: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Context:
    """Hold a script with the interface of what it was granted."""

    tree: ast.Module
    lines: tuple[str, ...]
    interface: Interface

    def find_node(self, diagnostic: Diagnostic, kind: type[NodeT]) -> NodeT | None:
        """Return the smallest node of a kind that spans what a diagnostic marks."""
        found = [
            node
            for node in ast.walk(self.tree)
            if isinstance(node, kind) and self._spans(node, diagnostic)
        ]
        return min(found, key=_size, default=None)

    def find_call(self, diagnostic: Diagnostic) -> ast.Call | None:
        """Return the call that a diagnostic marks, or one of whose arguments it marks."""
        marked = self.find_node(diagnostic, ast.Call)
        if diagnostic.rule in ("missing-argument", "no-matching-overload"):
            return marked
        if marked is None or not self._is_marked(marked, diagnostic):
            return marked
        around = [
            node
            for node in ast.walk(self.tree)
            if isinstance(node, ast.Call)
            and node is not marked
            and self._spans(node, diagnostic)
        ]
        return min(around, key=_size, default=None)

    def source_of(self, diagnostic: Diagnostic) -> str:
        """Return what a diagnostic marks, on one line."""
        node = self.find_node(diagnostic, ast.expr)
        if node is not None and self._is_marked(node, diagnostic):
            return ast.unparse(node)[:100]
        line = self.lines[diagnostic.line - 1]
        return line[diagnostic.column - 1 : diagnostic.end_column - 1].strip()[:100]

    def names(self) -> set[str]:
        """Return the names that a script may have meant: its own and the builtins."""
        own = {
            node.id
            for node in ast.walk(self.tree)
            if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load)
        }
        own |= {
            node.name
            for node in ast.walk(self.tree)
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        }
        own |= {node.arg for node in ast.walk(self.tree) if isinstance(node, ast.arg)}
        return own | {name for name in dir(builtins) if not name.startswith("_")}

    def list_values(self, field: str) -> str:
        """Return the values that a field of this name can have."""
        types = [
            members[field]
            for members in self.interface.classes.values()
            if field in members
        ]
        for type_ in types:
            named = type_.partition(": ")[2].partition(" ")[0]
            text = self.interface.aliases.get(named, type_)
            if values := _LITERAL.search(text):
                return f"its values are {values.group(1)}"
        return "see the type of that field"

    def hint_type(self, found: str, expected: str) -> str:
        """Say how to come from a value of one type to another."""
        if re.search(r"\bNone\b", found) and "None" not in expected:
            return "handle None first, such as `if value is not None:`"
        if values := _LITERAL.search(expected):
            return f"its values are {values.group(1)}"
        name = expected.partition(" ")[0].removeprefix("list[").removesuffix("]")
        if name in self.interface.classes:
            return f"build it: {self.interface.render_constructor(name)}"
        if "BatchResult[" in found:
            return "ask for `.result()` after the `with` block of the batch"
        if found.startswith("list[") and not expected.startswith("list["):
            return "take one of the list, or iterate over it"
        if found in self.interface.classes:
            return f"fields of {found}: {self.interface.list_members(found)}"
        return f"give a value of the type {expected}"

    def _spans(self, node: ast.AST, diagnostic: Diagnostic) -> bool:
        start, end = self._range(node)
        return start <= (diagnostic.line, diagnostic.column) and end >= (
            diagnostic.end_line,
            diagnostic.end_column,
        )

    def _is_marked(self, node: ast.AST, diagnostic: Diagnostic) -> bool:
        return self._range(node) == (
            (diagnostic.line, diagnostic.column),
            (diagnostic.end_line, diagnostic.end_column),
        )

    def _range(self, node: ast.AST) -> tuple[tuple[int, int], tuple[int, int]]:
        """Return start and end of a node as lines and characters, both from 1."""
        line = getattr(node, "lineno", None)
        end_line = getattr(node, "end_lineno", None)
        if not isinstance(line, int) or not isinstance(end_line, int):
            return (0, 0), (0, 0)
        start = self._character(line, getattr(node, "col_offset", 0))
        end = self._character(end_line, getattr(node, "end_col_offset", 0))
        return (line, start), (end_line, end)

    def _character(self, line: int, offset: int) -> int:
        """Return the character, from 1, at an offset in bytes."""
        text = self.lines[line - 1]
        if text.isascii():
            return offset + 1
        return len(text.encode()[:offset].decode("utf-8", "replace")) + 1


def quoted(message: str) -> list[str]:
    """Return what a checker's message holds between backticks."""
    return _QUOTED.findall(message)


def say_type(name: str) -> str:
    """Return a type as people write it."""
    if inner := _COROUTINE.match(name):
        return f"a coroutine of {inner.group(1)}"
    if literal := re.fullmatch(r"Literal\[(.*)\]", name):
        return f"the value {literal.group(1)}"
    return name


def _size(node: ast.AST) -> tuple[int, int]:
    lines = getattr(node, "end_lineno", 0) - getattr(node, "lineno", 0)
    columns = getattr(node, "end_col_offset", 0) - getattr(node, "col_offset", 0)
    return lines, columns
