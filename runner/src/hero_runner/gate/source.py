"""Turn what came as a script into a syntax tree, within bounds.

Nothing here runs any of it. The bounds come first: they are what keeps the parser, the
policy and the type checker from being made to work for hours or to overflow a stack.
"""

from __future__ import annotations

import ast
import re
import warnings
from dataclasses import dataclass
from typing import Final

from hero_runner.gate.findings import Finding

MAXIMUM_BYTES: Final = 65_536
"""Size of a script; one that a model writes has a few thousand."""

MAXIMUM_DEPTH: Final = 100
"""Levels of a syntax tree; deeper ones overflow the stack of type checkers."""

_CONTROL: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f\x85\u2028-\u202e\u2066-\u2069\ufeff]"
)
"""Characters that end a string or a line for one reader and not for another.

Those that turn the direction of text make people read another script than Python.
"""

_CODING: Final = re.compile(r"^[ \t\f]*#.*?coding[:=][ \t]*([-_.a-zA-Z0-9]+)", re.ASCII)
_UTF8: Final = frozenset({"utf-8", "utf8", "utf_8"})


@dataclass(frozen=True, slots=True)
class Script:
    """Hold a script that is within the bounds."""

    text: str
    tree: ast.Module


def parse_script(source: str | bytes) -> Script | Finding:
    """Decode and parse a script, or say why that cannot be done."""
    text = _decode(source)
    if isinstance(text, Finding):
        return text
    try:
        with warnings.catch_warnings():
            # About escapes that are none in a string: no concern of the gate.
            warnings.simplefilter("ignore")
            tree = ast.parse(text)
    except SyntaxError as problem:
        return _syntax_finding(problem, text)
    except (RecursionError, MemoryError):
        return _too_deep(1)
    except ValueError as problem:
        # A number of more digits than Python converts is one.
        return Finding("syntax", 1, 1, _one_line(str(problem)), "write it shorter")
    line = _find_depth(tree)
    return Script(text, tree) if line is None else _too_deep(line)


def _decode(source: str | bytes) -> str | Finding:
    if len(source) > MAXIMUM_BYTES:
        return _too_large(len(source))
    try:
        data = source.encode() if isinstance(source, str) else source
        text = data.decode()
    except UnicodeError as problem:
        where = _decode_line(source, problem)
        hint = "write the script as UTF-8 text"
        return Finding("not-text", where, 1, "the script is not UTF-8 text", hint)
    if len(data) > MAXIMUM_BYTES:
        return _too_large(len(data))
    text = text.replace("\r\n", "\n")
    return _find_strange(text) or text


def _too_large(size: int) -> Finding:
    message = f"the script has {size} bytes, more than {MAXIMUM_BYTES}"
    return Finding(
        "too-large", 1, 1, message, "write a shorter one; read data by calls"
    )


def _decode_line(source: str | bytes, problem: UnicodeError) -> int:
    start = getattr(problem, "start", 0)
    if isinstance(source, str):
        return source.count("\n", 0, start) + 1
    return source.count(b"\n", 0, start) + 1


def _find_strange(text: str) -> Finding | None:
    if found := _CONTROL.search(text):
        line = text.count("\n", 0, found.start()) + 1
        column = found.start() - text.rfind("\n", 0, found.start())
        message = f"the character U+{ord(found.group()):04X} is not allowed"
        hint = "remove it; in a string write it as an escape such as \\x00"
        return Finding("control-character", line, column, message, hint)
    for number, line_text in enumerate(text.split("\n", 2)[:2], start=1):
        named = _CODING.match(line_text)
        if named and named.group(1).lower() not in _UTF8:
            message = f"the script says that it is written in {named.group(1)}"
            hint = "scripts are UTF-8: remove that comment"
            return Finding("not-text", number, 1, message, hint)
    return None


def _syntax_finding(problem: SyntaxError, text: str) -> Finding:
    line = min(max(problem.lineno or 1, 1), text.count("\n") + 1)
    column = max(problem.offset or 1, 1)
    shown = text.split("\n")[line - 1].strip()[:80]
    message = _one_line(problem.msg or "it is not Python")
    return Finding("syntax", line, column, message, f"correct this line: {shown}")


def _too_deep(line: int) -> Finding:
    message = f"an expression or block is nested deeper than {MAXIMUM_DEPTH} levels"
    hint = "split it: name parts of it, or use a loop or a list"
    return Finding("too-deep", line, 1, message, hint)


def _find_depth(tree: ast.Module) -> int | None:
    """Return a line where the tree is too deep; nothing if it is nowhere."""
    level: list[tuple[ast.AST, int]] = [(tree, 1)]
    for _ in range(MAXIMUM_DEPTH):
        level = [
            (child, getattr(child, "lineno", line))
            for node, line in level
            for child in ast.iter_child_nodes(node)
        ]
        if not level:
            return None
    return level[0][1]


def _one_line(text: str) -> str:
    return " ".join(text.split())[:200]
