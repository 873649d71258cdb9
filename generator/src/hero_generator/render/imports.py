"""Compute import blocks from the names that a module uses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from hero_generator.layout import LINE_LENGTH, bracketed

_HOMES = {
    "Annotated": "typing",
    "Any": "typing",
    "ClassVar": "typing",
    "Final": "typing",
    "Literal": "typing",
    "TYPE_CHECKING": "typing",
    "TypeAlias": "typing",
    "Union": "typing",
    "TypeAliasType": "typing_extensions",
    "Field": "pydantic",
    "StringConstraints": "pydantic",
    "Model": "hero_runtime.model",
    "AsyncClient": "hero_runtime.async_client",
    "Client": "hero_runtime.client",
    "Method": "hero_runtime.service",
    "Service": "hero_runtime.service",
    "RemoteError": "hero_runtime.errors",
    "Bytes": "hero_runtime.values",
    "Date": "hero_runtime.values",
    "DateTime": "hero_runtime.values",
    "OMIT": "hero_runtime.omit",
    "Omit": "hero_runtime.omit",
}
_GROUPS = (("typing",), ("pydantic", "typing_extensions"), ("hero_runtime",))


def import_lines(
    names: Iterable[str],
    own: Mapping[str, Iterable[str]],
    *,
    builtins: bool = False,
    indent: int = 0,
) -> list[str]:
    """Return import statements in groups, with empty lines before each group.

    `own` maps modules of the package itself to names taken from them.
    """
    wanted: dict[str, set[str]] = {}
    for name in names:
        if name in _HOMES:
            wanted.setdefault(_HOMES[name], set()).add(name)
    lines: list[str] = ["", "import builtins"] if builtins else []
    for group in _GROUPS:
        found = [m for m in sorted(wanted) if m.split(".")[0] in group]
        gap = [] if builtins and group == _GROUPS[0] and lines else [""]
        lines += (
            [*gap, *(import_statement(m, wanted[m], indent) for m in found)]
            if found
            else []
        )
    own_lines = [
        import_statement(module, taken, indent)
        for module, taken in own.items()
        if taken
    ]
    return [*lines, *([""] if own_lines else []), *own_lines]


def import_statement(module: str, names: Iterable[str], indent: int = 0) -> str:
    """Return one import statement."""
    listed = sorted(names, key=lambda name: (not name.isupper(), name))
    line = f"from {module} import {', '.join(listed)}"
    if indent + len(line) <= LINE_LENGTH or len(listed) == 1:
        return line
    head = f"from {module} import ("
    broken = bracketed(head, listed, ")", indent, explode=True)
    return line if "\n" not in broken else broken
