"""Write the stub of some methods: they, the types they reach, and nothing else."""

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from hero_runtime.interface.values import Interface, MethodEntry, TypeEntry

NEAREST = 3
"""Names that are offered in the place of an unknown one."""

INDEX_HEAD = "# Not shown:"

_CONSTRUCTION = re.compile(r"# from (\w+) import ([\w, ]+); (.*)")
_LINE_LENGTH = 88


@dataclass(frozen=True, slots=True)
class UnknownMethod:
    """Hold a name that no method has, and the nearest names that methods have."""

    name: str
    nearest: tuple[str, ...]

    def __str__(self) -> str:
        shown = ascii(self.name[:80])
        offered = f": did you mean {', '.join(self.nearest)}?" if self.nearest else ""
        return f"there is no method {shown}{offered}"


def find_unknown(
    interface: Interface, methods: Iterable[str]
) -> tuple[UnknownMethod, ...]:
    """Return the names that no method of the interface has."""
    known = [method.name for method in interface.methods]
    unknown = dict.fromkeys(name for name in methods if name not in set(known))
    return tuple(UnknownMethod(name, _nearest(name, known)) for name in unknown)


def select_methods(interface: Interface, methods: Sequence[str]) -> str:
    """Return a valid stub of these methods, in the order of the whole stub.

    Raises `ValueError` for names that `find_unknown` would have told of.
    """
    if unknown := find_unknown(interface, methods):
        raise ValueError("; ".join(str(entry) for entry in unknown))
    wanted = frozenset(methods)
    return render_stub(interface, [m for m in interface.methods if m.name in wanted])


def render_stub(interface: Interface, methods: Sequence[MethodEntry]) -> str:
    """Return the stub of entries of the interface."""
    types = list(reached_types(interface, methods))
    used = {"Client", *interface.class_uses}
    used = used.union(*(m.uses for m in methods), *(t.uses for t in types))
    kept = {interface.class_name, *(entry.name for entry in types)}
    header = [_construction(line, kept) for line in interface.header]
    imports = list(_imports(interface, used))
    blocks = [*imports, *(entry.text for entry in types)]
    blocks.append("\n".join(interface.class_lines) + ("" if methods else " ..."))
    stub = "\n".join([*header, "", *_spaced(blocks), *_separated(methods)])
    return f"{stub.rstrip()}\n"


def render_index(methods: Iterable[MethodEntry], *, summaries: bool = True) -> str:
    """Return comments that name methods, with or without what they do."""
    lines = [INDEX_HEAD]
    for method in methods:
        said = f": {method.summary}" if method.summary and summaries else ""
        lines.append(f"# {method.name}{said}")
    return "\n".join(lines) + "\n"


def reached_types(
    interface: Interface, methods: Iterable[MethodEntry]
) -> Iterator[TypeEntry]:
    """Yield the types that methods lead to, in the order of the stub."""
    by_name = {entry.name: entry for entry in interface.types}
    waiting = [interface.class_uses, *(method.uses for method in methods)]
    reached: set[str] = set()
    while waiting:
        for name in (waiting.pop() & by_name.keys()) - reached:
            reached.add(name)
            waiting.append(by_name[name].uses)
    return (entry for entry in interface.types if entry.name in reached)


def _nearest(name: str, known: Sequence[str]) -> tuple[str, ...]:
    """Return similar names; a part of a name counts as similar, case does not."""
    asked = re.sub(r"\W", "_", name[:80].strip().lower())
    close = difflib.get_close_matches(asked, known, NEAREST, 0.5)
    parts = [k for k in known if asked and (asked in k or k in asked)]
    return tuple(dict.fromkeys([*close, *parts]))[:NEAREST]


def _construction(line: str, kept: set[str]) -> str:
    """Leave out of the import that is shown what the stub does not hold."""
    found = _CONSTRUCTION.fullmatch(line)
    if found is None:
        return line
    package, names, rest = found.groups()
    shown = [name for name in names.split(", ") if name in kept]
    return f"# from {package} import {', '.join(shown)}; {rest}"


def _imports(interface: Interface, used: set[str]) -> Iterator[str]:
    for module, names in interface.imports:
        taken = [name for name in names if name in used]
        if not names and module in used:
            yield f"import {module}"
        elif taken:
            line = f"from {module} import {', '.join(taken)}"
            listed = "".join(f"    {name},\n" for name in taken)
            fits = len(line) <= _LINE_LENGTH
            yield line if fits else f"from {module} import (\n{listed})"


def _spaced(blocks: Sequence[str]) -> Iterator[str]:
    """Yield statements with an empty line between those of two kinds, as black does."""
    before = blocks[0]
    for block in blocks:
        kinds = {_kind(before), _kind(block)}
        if block is not before and (len(kinds) > 1 or "class" in kinds):
            yield ""
        yield block
        before = block


def _kind(block: str) -> str:
    """Tell statements apart that stand in groups of their own."""
    first = block.split(" ", 2)
    if first[0] in ("import", "from"):
        return "runtime import" if first[1].startswith("hero_") else "import"
    if first[0] in ("class", "#"):
        return "class" if "\n" in block or block.endswith(":") else "error"
    return "alias"


def _separated(methods: Iterable[MethodEntry]) -> Iterator[str]:
    """Yield methods with an empty line behind each that has a docstring."""
    for method in methods:
        yield method.text
        if method.text.endswith('"""'):
            yield ""
