"""Format rendered modules in black's form; the only module that calls black.

Black is the authority on style and three quarters of the time of a naive generator.
Templates emit its form already but for statements that do not fit on their line, so
only those are given to black, all of a module at once. A test holds every golden case
and every document of the corpus against black itself.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

import black
from black.mode import Mode, TargetVersion
from black.strings import str_width

from hero_generator.layout import LINE_LENGTH

_MARK = "# statement "
_COMPOUND = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef, ast.If)


@dataclass(frozen=True, slots=True)
class _Statement:
    """Hold the lines of one statement, or of the head of a compound one."""

    first: int
    """Index of its first line."""
    last: int
    """Index after its last line."""
    indent: int
    is_head: bool


def format_module(text: str, *, is_stub: bool) -> str:
    """Return a module in black's form.

    Raises SyntaxError if the text is no Python, and AssertionError if it defines a
    class or function twice; both are bugs of a template.
    """
    tree = ast.parse(text)
    names = [n.name for n in tree.body if isinstance(n, ast.ClassDef | ast.FunctionDef)]
    assert len(names) == len(set(names)), "a name is defined twice"
    lines = text.split("\n")
    wide = [s for s in _statements(tree.body) if _is_wide(lines, s)]
    if not wide:
        return text
    replaced = _format_statements(lines, wide, is_stub=is_stub)
    result: list[str] = []
    position = 0
    for statement, formatted in zip(wide, replaced, strict=True):
        result += lines[position : statement.first]
        result += formatted
        position = statement.last
    return "\n".join(result + lines[position:])


def _statements(body: list[ast.stmt]) -> Iterator[_Statement]:
    """Yield statements in order; a docstring is none, its lines may be long."""
    for node in body:
        if isinstance(node, _COMPOUND):
            head = node.body[0].lineno - 1
            first, on_one_line = node.lineno - 1, head == node.lineno - 1
            last = first + 1 if on_one_line else head
            yield _Statement(first, last, node.col_offset, is_head=not on_one_line)
            yield from _statements(node.body)
            if isinstance(node, ast.If):
                yield from _statements(node.orelse)
        elif not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
            last = node.end_lineno or node.lineno
            yield _Statement(node.lineno - 1, last, node.col_offset, is_head=False)


def _is_wide(lines: list[str], statement: _Statement) -> bool:
    return any(
        str_width(line) > LINE_LENGTH
        for line in lines[statement.first : statement.last]
    )


def _format_statements(
    lines: list[str], statements: list[_Statement], *, is_stub: bool
) -> list[list[str]]:
    """Format statements in one call, each at its depth and behind a mark."""
    source: list[str] = []
    for number, statement in enumerate(statements):
        margin = " " * statement.indent
        source += [" " * depth + "if 1:" for depth in range(0, statement.indent, 4)]
        source.append(f"{margin}{_MARK}{number}")
        source += lines[statement.first : statement.last]
        if statement.is_head:
            source.append(f"{margin}    pass")
    formatted = black.format_str("\n".join(source) + "\n", mode=_mode(is_stub))
    return _split_at_marks(formatted.split("\n"), statements)


def _split_at_marks(lines: list[str], statements: list[_Statement]) -> list[list[str]]:
    marks = [
        index for index, line in enumerate(lines) if line.lstrip().startswith(_MARK)
    ]
    parts: list[list[str]] = []
    for statement, start, end in zip(
        statements, marks, [*marks[1:], len(lines)], strict=True
    ):
        part = lines[start + 1 : end]
        while part and (not part[-1].strip() or part[-1].strip() == "if 1:"):
            part.pop()
        parts.append(part[:-1] if statement.is_head else part)
    return parts


def _mode(is_stub: bool) -> Mode:
    """Return the whole configuration: none is looked up from the surroundings."""
    return Mode(
        target_versions={TargetVersion.PY311},
        line_length=LINE_LENGTH,
        string_normalization=True,
        magic_trailing_comma=True,
        is_pyi=is_stub,
    )
