"""Judge the syntax tree of a script: nothing dynamic, nothing private, no patching.

The policy keeps scripts readable for the type checker and honest to who reads them. It
is not what keeps a hostile script in: that is the sandbox.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Final

from hero_runner.gate.allowed import BUILTINS, MEMBERS, METHODS
from hero_runner.gate.findings import Finding
from hero_runner.gate.grants import Grant
from hero_runner.gate.imports import find_import_mistakes, find_origins, list_imports

_FORMAT_PRIVATE: Final = re.compile(r"\{[^{}]*[.\[]\s*_[^{}]*\}")
_Function = ast.FunctionDef | ast.AsyncFunctionDef
_TYPING: Final = ("typing", "typing_extensions")


@dataclass(frozen=True, slots=True)
class _Names:
    """Hold what the names of a script stand for."""

    origins: Mapping[str, str]
    """Imported names, with the full name of what they are."""
    packages: frozenset[str]
    client_classes: Set[str]

    def is_client_class(self, node: ast.expr) -> bool:
        """Tell whether an expression names a client class of a granted package."""
        package, _, name = _resolve(node, self.origins).partition(".")
        return package in self.packages and (
            name.rpartition(".")[2] in self.client_classes
        )


def find_policy_mistakes(
    tree: ast.Module, grants: Sequence[Grant], client_classes: Set[str]
) -> list[Finding]:
    """Find everything that scripts may not do.

    `client_classes` are the names of the client classes of the granted packages.
    """
    imports = list_imports(tree)
    origins = find_origins(imports)
    packages = frozenset(grant.package for grant in grants)
    names = _Names(origins, packages, client_classes)
    clients = _find_clients(tree, names)
    found = find_import_mistakes(imports, grants)
    for node in ast.walk(tree):
        found += _judge(node, names)
        if isinstance(node, ast.Attribute):
            found += _judge_patch(node, names, clients)
    return found


def _judge(node: ast.AST, names: _Names) -> Iterator[Finding]:
    match node:
        case ast.Name():
            yield from _judge_name(node, names)
        case ast.Attribute():
            yield from _judge_attribute(node, names)
        case ast.Call():
            yield from _judge_call(node)
        case ast.Constant(value=str(text)) if _FORMAT_PRIVATE.search(text):
            message = "a format string reaches for a private name"
            yield _at(node, "private-name", message, "format public fields only")
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            yield from _judge_function(node, names)
        case ast.AnnAssign(annotation=annotation):
            yield from _judge_annotation(annotation, names)
        case ast.ClassDef():
            yield from _judge_class(node, names)


def _judge_name(node: ast.Name, names: _Names) -> Iterator[Finding]:
    name = node.id
    if name in BUILTINS:
        message = f"scripts may not use {name}"
        yield _at(node, "dynamic-code", message, BUILTINS[name])
    elif _is_dunder(name) and name not in METHODS:
        yield _at(node, "private-name", f"scripts may not use {name}", _PUBLIC)
    elif (origin := _member(names.origins.get(name, ""))) in MEMBERS:
        message = f"scripts may not use {origin}"
        yield _at(node, "dynamic-code", message, MEMBERS[origin])


def _judge_attribute(node: ast.Attribute, names: _Names) -> Iterator[Finding]:
    origin = _member(_resolve(node, names.origins))
    if origin in MEMBERS:
        message = f"scripts may not use {origin}"
        yield _at(node, "dynamic-code", message, MEMBERS[origin])
    if node.attr.startswith("_") and not _is_own(node):
        message = f"{node.attr} is a private name"
        yield _at(node, "private-name", message, _PUBLIC)


def _judge_patch(
    node: ast.Attribute, names: _Names, clients: Set[str]
) -> Iterator[Finding]:
    if not isinstance(node.ctx, ast.Load) and (what := _patched(node, names, clients)):
        verb = "deletes" if isinstance(node.ctx, ast.Del) else "assigns"
        message = f"this {verb} {node.attr} of {what}, for everybody who uses it"
        hint = "call it as it is; put what is yours into a function or a variable"
        yield _at(node, "monkey-patch", message, hint)


def _judge_call(node: ast.Call) -> Iterator[Finding]:
    if isinstance(node.func, ast.Name) and node.func.id == "type":
        if len(node.args) != 1 or node.keywords:
            message = "this builds a class at run time"
            yield _at(node, "dynamic-code", message, "write a class statement")


def _judge_function(node: _Function, names: _Names) -> Iterator[Finding]:
    if node.returns is not None:
        yield from _judge_annotation(node.returns, names)
    for argument, default in _iterate_arguments(node.args):
        if argument.annotation is not None:
            yield from _judge_annotation(argument.annotation, names)
        elif argument.arg not in ("self", "cls") and not _tells_type(default):
            message = f"nothing says what the parameter {argument.arg} is"
            hint = f"write its type: `{argument.arg}: TYPE`, such as a model's name"
            yield _at(argument, "untyped-parameter", message, hint)


def _judge_annotation(annotation: ast.expr, names: _Names) -> Iterator[Finding]:
    """Refuse `Any` as a whole: nothing that is done with the value would be checked."""
    if _member(_resolve(annotation, names.origins)) == "typing.Any":
        message = "`Any` hides every mistake that is made with this value"
        yield _at(
            annotation, "any-type", message, "write the model's name, or `object`"
        )


def _judge_class(node: ast.ClassDef, names: _Names) -> Iterator[Finding]:
    for base in node.bases:
        if names.is_client_class(base):
            message = f"a class is derived from the client {ast.unparse(base)[:60]}"
            hint = "hold the client in a variable and use it"
            yield _at(base, "derived-class", message, hint)


_PUBLIC: Final = "use the names that the interface shows"


def _iterate_arguments(
    arguments: ast.arguments,
) -> Iterator[tuple[ast.arg, ast.expr | None]]:
    positional = [*arguments.posonlyargs, *arguments.args]
    missing = [None] * (len(positional) - len(arguments.defaults))
    yield from zip(positional, [*missing, *arguments.defaults], strict=True)
    yield from zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
    for rest in (arguments.vararg, arguments.kwarg):
        if rest is not None:
            yield rest, None


def _tells_type(default: ast.expr | None) -> bool:
    return isinstance(default, ast.Constant) and default.value is not None


def _find_clients(tree: ast.Module, names: _Names) -> set[str]:
    """Return the names that are given a client: by `=`, `with`, or as a parameter."""
    found = set()
    for node in ast.walk(tree):
        match node:
            case (
                ast.Assign(targets=[ast.Name(id=name)], value=ast.Call(func=made))
                | ast.NamedExpr(target=ast.Name(id=name), value=ast.Call(func=made))
                | ast.withitem(
                    optional_vars=ast.Name(id=name), context_expr=ast.Call(func=made)
                )
                | ast.arg(arg=name, annotation=ast.expr() as made)
            ) if names.is_client_class(made):
                found.add(name)
    return found


def _patched(node: ast.Attribute, names: _Names, clients: Set[str]) -> str:
    """Return what an assignment to an attribute changes that is not the script's."""
    owner = node.value
    if isinstance(owner, ast.Call):
        made = _resolve(owner.func, names.origins)
        return "a class" if made in ("type", "super") else ""
    if isinstance(owner, ast.Name) and owner.id in clients:
        return f"the client `{owner.id}`"
    root = owner
    while isinstance(root, ast.Attribute):
        root = root.value
    if isinstance(root, ast.Name) and root.id in names.origins:
        return names.origins[root.id]
    return ""


def _is_own(node: ast.Attribute) -> bool:
    """Tell whether a private name is one of the script's own object."""
    if _is_dunder(node.attr):
        return node.attr in METHODS
    return isinstance(node.value, ast.Name) and node.value.id in ("self", "cls")


def _is_dunder(name: str) -> bool:
    return name.startswith("__")


def _resolve(node: ast.expr, origins: Mapping[str, str]) -> str:
    """Return the full dotted name of an expression; empty if it has none."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and not parts:
        return origins.get(node.value, node.value)
    if not isinstance(node, ast.Name):
        return ""
    return ".".join([origins.get(node.id, node.id), *reversed(parts)])


def _member(origin: str) -> str:
    package, _, name = origin.partition(".")
    return f"typing.{name}" if package in _TYPING else origin


def _at(node: ast.expr | ast.arg, code: str, message: str, hint: str) -> Finding:
    return Finding(code, node.lineno, node.col_offset + 1, message, hint)
