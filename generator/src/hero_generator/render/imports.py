"""Compute import blocks from the names that a module uses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

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
    "Client": "hero_runtime.client",
    "Method": "hero_runtime.service",
    "Service": "hero_runtime.service",
    "RemoteError": "hero_runtime.errors",
    "OMIT": "hero_runtime.omit",
    "Omit": "hero_runtime.omit",
}
_GROUPS = (("typing",), ("pydantic", "typing_extensions"), ("hero_runtime",))


def import_lines(
    names: Iterable[str], own: Mapping[str, Iterable[str]], *, builtins: bool = False
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
        lines += [*gap, *(_line(m, wanted[m]) for m in found)] if found else []
    own_lines = [_line(module, taken) for module, taken in own.items() if taken]
    return [*lines, *([""] if own_lines else []), *own_lines]


def _line(module: str, names: Iterable[str]) -> str:
    listed = ", ".join(sorted(names, key=lambda name: (not name.isupper(), name)))
    line = f"from {module} import {listed}"
    return line if len(line) <= 88 else f"from {module} import ({listed})"
