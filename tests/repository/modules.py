"""Read the Python modules of the repository for the rules to look at."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).parents[2]

DISTRIBUTIONS = ("generator/src", "runtime/src", "runner/src")
HAND_KEPT = (*DISTRIBUTIONS, "flows", "examples", "bench", "release", "tests")


@dataclass(frozen=True, slots=True)
class Module:
    """Hold one module: where it is, what it says, and its syntax tree."""

    path: PurePosixPath
    """Relative to the root of the repository."""
    text: str
    tree: ast.Module


def parse_module(path: str, text: str) -> Module:
    """Parse the text of a module with the grammar of the oldest supported Python."""
    tree = ast.parse(text, filename=path, feature_version=(3, 11))
    return Module(PurePosixPath(path), text, tree)


def read_modules(folders: Iterable[str], root: Path = ROOT) -> list[Module]:
    """Read every module below the folders, sorted; a missing folder holds none.

    What golden cases hold is input and output of the generator, not kept by hand.
    """
    return [
        parse_module(path.relative_to(root).as_posix(), path.read_text("utf-8"))
        for folder in folders
        for path in sorted((root / folder).rglob("*.py"))
        if not is_golden_case(path.relative_to(root))
    ]


def is_golden_case(path: Path) -> bool:
    """Tell whether a relative path lies inside a case of `tests/golden/`."""
    return path.parts[:2] == ("tests", "golden") and len(path.parts) > 3


def iterate_imports(module: Module) -> Iterator[str]:
    """Yield the full dotted name of everything a module imports, at any depth.

    `from a import b` yields `a.b`. Relative imports stay in the package: none of them.
    `import_module("a")` and the arguments `"-m", "a"` of a process count as well.
    """
    for node in ast.walk(module.tree):
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=str(origin), names=names, level=0):
                yield from (f"{origin}.{alias.name}" for alias in names)
            case ast.Call(
                func=ast.Name("import_module") | ast.Attribute(attr="import_module"),
                args=[ast.Constant(str(name)), *_],
            ):
                yield name
            case ast.List(items) | ast.Tuple(items) | ast.Call(args=items):
                yield from _modules_run(items)


def _modules_run(items: list[ast.expr]) -> Iterator[str]:
    values = [item.value if isinstance(item, ast.Constant) else None for item in items]
    for flag, name in zip(values, values[1:], strict=False):
        if flag == "-m" and isinstance(name, str):
            yield name


def imported_packages(module: Module) -> set[str]:
    """Collect the top-level names of what a module imports."""
    return {name.partition(".")[0] for name in iterate_imports(module)}
