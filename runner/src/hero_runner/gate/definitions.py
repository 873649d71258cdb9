"""Read the classes and type aliases of a module as they are written."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import Final

_Function = ast.FunctionDef | ast.AsyncFunctionDef
_SELF: Final = re.compile(r"^(?:self|cls)(?:, /)?(?:, (?!\*$))?")


def read_definitions(
    text: str,
    classes: dict[str, dict[str, str]],
    bases: dict[str, list[str]],
    aliases: dict[str, str],
) -> None:
    """Add what a module defines: members of classes, their bases, type aliases."""
    source = _Source(tuple(line.encode() for line in text.split("\n")))
    for node in ast.parse(text).body:
        match node:
            case ast.ClassDef(name=name):
                classes[name] = _read_members(node, source)
                bases[name] = [b.id for b in node.bases if isinstance(b, ast.Name)]
            case ast.AnnAssign(
                target=ast.Name(id=name),
                annotation=ast.Name(id="TypeAlias"),
                value=ast.expr() as value,
            ):
                aliases[name] = source.text_of(value)


@dataclass(frozen=True, slots=True)
class _Source:
    """Hold the lines of a module, encoded: a tree counts in bytes."""

    lines: tuple[bytes, ...]

    def text_of(self, node: ast.expr) -> str:
        """Return what a node was made from, on one line."""
        end_line, end = node.end_lineno or node.lineno, node.end_col_offset
        lines = list(self.lines[node.lineno - 1 : end_line])
        lines[-1] = lines[-1][:end]
        lines[0] = lines[0][node.col_offset :]
        text = " ".join(b" ".join(lines).decode().split())
        return re.sub(r"(?<=[\[({]) | (?=[])}])", "", text)


def _read_members(node: ast.ClassDef, source: _Source) -> dict[str, str]:
    members = {}
    for item in node.body:
        match item:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                if not name.startswith("_"):
                    members[name] = _render_signature(item, source)
            case ast.AnnAssign(target=ast.Name(id=name)) if not name.startswith("_"):
                type_ = source.text_of(_plain_type(item.annotation))
                value = f" = {source.text_of(item.value)}" if item.value else ""
                members[name] = f"{name}: {type_}{value}"
    return members


def _render_signature(node: _Function, source: _Source) -> str:
    """Return name, parameters and result of a method, without `self`."""
    lines = source.lines[node.lineno - 1 : node.body[0].lineno]
    head = " ".join(b" ".join(lines).decode().split())
    result = f" -> {source.text_of(node.returns)}" if node.returns else ""
    start = head.index("(") + 1
    # A long result stands in brackets and in lines of its own: only its arrow is sure.
    end = ") ->" if node.returns else "):"
    parameters = head[start : head.index(end, start)].strip(" ,")
    parameters = _SELF.sub("", parameters)
    prefix = "async " if isinstance(node, ast.AsyncFunctionDef) else ""
    # The annotations of a batch client name their module: nobody writes that.
    text = re.sub(r"\b_\w+\.", "", f"({parameters}){result}")
    return f"{prefix}{node.name}{text}"


def _plain_type(annotation: ast.expr) -> ast.expr:
    """Return a type without the rules that its values are validated by."""
    match annotation:
        case ast.Subscript(
            value=ast.Name(id="Annotated"), slice=ast.Tuple(elts=[first, *_])
        ):
            return _plain_type(first)
    return annotation
