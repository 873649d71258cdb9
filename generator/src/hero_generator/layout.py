"""Break long statements as black would, where there is no doubt how.

What black would have to weigh (several brackets, operators, text that is not ASCII) stays
on one line, and the formatter then asks black. Property tests hold every shape here
against black.
"""

from __future__ import annotations

from collections.abc import Sequence

LINE_LENGTH = 88


def bracketed(
    head: str, items: Sequence[str], tail: str, indent: int, *, explode: bool = False
) -> str:
    """Lay out `head items tail`, where the head opens a bracket and the tail closes it.

    The items go on the line, or all together on a line of their own, or each on its own
    line behind a comma. `explode` skips the second, as black does for the items of a
    literal and of an import. The first line is not indented.
    """
    line = f"{head}{', '.join(items)}{tail}"
    if not items or _fits(line, indent) or not line.isascii():
        return line
    if not (_fits(head, indent) and _fits(tail, indent)):
        return line
    margin, inner = " " * indent, " " * (indent + 4)
    body = ", ".join(items)
    if not explode and _fits(body, indent + 4):
        return f"{head}\n{inner}{body}\n{margin}{tail}"
    if all(_fits(f"{item},", indent + 4) for item in items):
        lines = "".join(f"{inner}{item},\n" for item in items)
        return f"{head}\n{lines}{margin}{tail}"
    return line


def assigned_tuple(name: str, items: Sequence[str]) -> str:
    """Lay out a module's assignment of a tuple."""
    if len(items) == 1:
        return f"{name} = ({items[0]},)"
    return bracketed(f"{name} = (", items, ")", 0, explode=True)


def entry(key: str, items: Sequence[str], indent: int) -> str:
    """Lay out an entry of a dictionary whose value is a dictionary."""
    return bracketed(f"{key}: {{", items, "},", indent, explode=len(items) > 1)


def definition(signed: str, parameters: Sequence[str], result: str) -> str:
    """Lay out the head of a method, `def` and name first, without its colon's body."""
    head, tail = f"{signed}(", f") -> {result}:"
    alone = len(parameters) == 1
    return bracketed(head, parameters, tail, 4, explode=alone)


def _fits(text: str, indent: int) -> bool:
    return indent + len(text) <= LINE_LENGTH
