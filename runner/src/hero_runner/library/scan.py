"""Read which flows a file declares from its syntax tree, without importing it."""

import ast
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hero_runner.library.find import read_source


@dataclass(frozen=True, slots=True)
class FlowEntry:
    """Describe a flow of the library, as far as its source shows."""

    name: str
    description: str
    parameters: tuple[str, ...]
    path: Path
    function: str


def scan_flows(path: Path) -> list[FlowEntry]:
    """Return the flows that a file declares; none if it is no Python."""
    try:
        tree = ast.parse(read_source(path))
    except (OSError, ValueError, SyntaxError, RecursionError, MemoryError):
        return []
    return [
        entry
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (entry := _read_entry(node, path)) is not None
    ]


def _read_entry(
    node: ast.FunctionDef | ast.AsyncFunctionDef, path: Path
) -> FlowEntry | None:
    settings = next(
        (
            found
            for item in node.decorator_list
            if (found := _read_flow(item)) is not None
        ),
        None,
    )
    if settings is None:
        return None
    documented = (ast.get_docstring(node) or "").split("\n\n")[0]
    names = [item.arg for item in (*node.args.args, *node.args.kwonlyargs)]
    return FlowEntry(
        str(settings.get("name") or node.name),
        str(settings.get("description") or documented),
        tuple(names),
        path,
        node.name,
    )


def _read_flow(decorator: ast.expr) -> dict[str, Any] | None:
    """Return what `@flow` or `@flow(...)` is given; none for another decorator."""
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    if not ast.unparse(called).split(".")[-1] == "flow":
        return None
    keywords = decorator.keywords if isinstance(decorator, ast.Call) else []
    return {
        item.arg: item.value.value
        for item in keywords
        if item.arg and isinstance(item.value, ast.Constant)
    }
