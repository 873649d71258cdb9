"""Judge what a script imports, and learn what each imported name stands for."""

from __future__ import annotations

import ast
import difflib
from collections.abc import Iterator, Sequence

from hero_runner.gate.allowed import (
    CLIENT_MODULES,
    MODULES,
    RUNTIME_MODULES,
    RUNTIME_NAMES,
)
from hero_runner.gate.findings import Finding
from hero_runner.gate.grants import Grant

Imports = list[ast.Import | ast.ImportFrom]


def list_imports(tree: ast.Module) -> Imports:
    """Return every import statement, at any depth."""
    return [
        node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)
    ]


def list_imported_packages(tree: ast.Module) -> tuple[str, ...]:
    """Return the first part of the name of every imported module, sorted."""
    names = {
        name.partition(".")[0] for node in list_imports(tree) for name in _of(node)
    }
    return tuple(sorted(names))


def find_origins(imports: Imports) -> dict[str, str]:
    """Return the full dotted name that each imported name stands for."""
    origins = {}
    for node in imports:
        for alias in node.names:
            if isinstance(node, ast.ImportFrom):
                origins[alias.asname or alias.name] = f"{node.module}.{alias.name}"
            elif alias.asname:
                origins[alias.asname] = alias.name
            else:
                first = alias.name.partition(".")[0]
                origins[first] = first
    return origins


def find_import_mistakes(imports: Imports, grants: Sequence[Grant]) -> list[Finding]:
    """Find imports of what is neither granted nor a module that scripts need."""
    packages = tuple(grant.package for grant in grants)
    return [finding for node in imports for finding in _judge_statement(node, packages)]


def _of(node: ast.Import | ast.ImportFrom) -> list[str]:
    if isinstance(node, ast.ImportFrom):
        return [node.module or ""]
    return [alias.name for alias in node.names]


def _judge_statement(
    node: ast.Import | ast.ImportFrom, packages: tuple[str, ...]
) -> Iterator[Finding]:
    if isinstance(node, ast.ImportFrom):
        if node.level:
            hint = "import the package by its full name"
            yield _finding(node, "relative-import", "a relative import", hint)
            return
        if any(alias.name == "*" for alias in node.names):
            hint = f"name what you need: `from {node.module} import NAME`"
            message = f"everything is imported from {node.module}"
            yield _finding(node, "star-import", message, hint)
            return
    for module in _of(node):
        if not _is_module_allowed(module, packages) and not _gives_module(
            node, packages
        ):
            hint = _hint_module(module, packages)
            message = f"scripts may not import {module}"
            yield _finding(node, "forbidden-import", message, hint)
            return
    if isinstance(node, ast.ImportFrom):
        yield from _judge_names(node, packages)


def _is_module_allowed(module: str, packages: tuple[str, ...]) -> bool:
    if module in MODULES or module in RUNTIME_MODULES:
        return True
    package, _, inner = module.partition(".")
    return package in packages and (not inner or inner in CLIENT_MODULES)


def _gives_module(node: ast.Import | ast.ImportFrom, packages: tuple[str, ...]) -> bool:
    """Tell whether `from urllib import parse` takes allowed modules only."""
    return isinstance(node, ast.ImportFrom) and all(
        _is_module_allowed(f"{node.module}.{alias.name}", packages)
        for alias in node.names
    )


def _judge_names(node: ast.ImportFrom, packages: tuple[str, ...]) -> Iterator[Finding]:
    module = str(node.module)
    package, _, inner = module.partition(".")
    for alias in node.names:
        if alias.name.startswith("_"):
            message = f"{alias.name} is a private name of {module}"
            yield _finding(node, "private-name", message, "use public names only")
        elif module in RUNTIME_MODULES and alias.name not in RUNTIME_NAMES:
            if module == "hero_runtime" and alias.name == "errors":
                continue
            hint = f"of hero_runtime use {', '.join(sorted(RUNTIME_NAMES))}"
            message = f"scripts may not import {alias.name} from {module}"
            yield _finding(node, "forbidden-import", message, hint)
        elif package in packages and not inner and alias.name in _INNER_MODULES:
            message = f"{alias.name} is an inner module of {package}"
            hint = "import the client class, models and errors only"
            yield _finding(node, "forbidden-import", message, hint)


_INNER_MODULES = frozenset({"batch_client", "methods", "signatures"})


def _hint_module(module: str, packages: tuple[str, ...]) -> str:
    names = [*packages, *MODULES]
    near = difflib.get_close_matches(module, names, n=1, cutoff=0.75)
    if near:
        return f"did you mean {near[0]}?"
    granted = f"the clients {', '.join(packages)}" if packages else "no client"
    return (
        f"granted are {granted}, hero_runtime.errors and modules that compute, such as "
        "datetime, json, math, re, collections, itertools"
    )


def _finding(node: ast.stmt, code: str, message: str, hint: str) -> Finding:
    return Finding(code, node.lineno, node.col_offset + 1, message, hint)
