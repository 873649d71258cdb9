"""Compare an interface stub with the client it describes, type by type.

Both are read as syntax trees and brought to one form: aliases written out, constraints
and `builtins.` dropped, members of a union in one order. What is left must be equal, so
a wrong name, type, default, order or kind of anything is a finding.
"""

from __future__ import annotations

import ast
import builtins
import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hero_runtime.interface import Interface, parse_interface

Aliases = Mapping[str, ast.expr]


@dataclass(frozen=True, slots=True)
class _Side:
    """Hold one side of the comparison: classes by name, and aliases."""

    classes: dict[str, ast.ClassDef]
    aliases: dict[str, ast.expr]


def compare_interface(stub: str, modules: Mapping[str, str]) -> list[str]:
    """Return what a stub says otherwise than the modules of its package, by name."""
    interface = parse_interface(stub)
    said = _read(ast.parse(stub))
    real = _read_module(modules["models.py"])
    client = _read_module(modules["client.py"]).classes[interface.class_name]
    errors = _read_module(modules["errors.py"]).classes
    effects = _effects(modules["methods.py"])
    types = set(said.classes) - set(errors) - {interface.class_name}
    return [
        *_compare_types(said, real, types),
        *_compare_aliases(said, real),
        *_compare_methods(said.classes[interface.class_name], client, said, real),
        *_compare_remarks(interface, client, effects),
        *_undefined(interface),
    ]


@functools.lru_cache(16)
def _read_module(text: str) -> _Side:
    """Read a module of a client, once for all stubs that are compared with it."""
    return _read(ast.parse(text))


def _read(tree: ast.Module) -> _Side:
    aliases: dict[str, ast.expr] = {}
    for node in ast.walk(tree):
        match node:
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                if ast.unparse(node.annotation) == "TypeAlias":
                    aliases[name] = value
    for statement in tree.body:
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                if name != "__all__":
                    aliases[name] = value
    return _Side(_classes(tree), {n: _unquoted(v) for n, v in aliases.items()})


def _classes(tree: ast.Module) -> dict[str, ast.ClassDef]:
    return {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}


def _unquoted(value: ast.expr) -> ast.expr:
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        return ast.parse(value.value, mode="eval").body
    return value


def _form(node: ast.expr | None, aliases: Aliases, inside: tuple[str, ...] = ()) -> str:
    """Return the one form of a type."""
    match node:
        case None:
            return "nothing"
        case ast.Name(id=name) if name in aliases and name not in inside:
            return _form(aliases[name], aliases, (*inside, name))
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=ast.Name(id="builtins"), attr=name):
            return name
        case ast.Subscript(value=ast.Name(id="Annotated"), slice=ast.Tuple(elts=elts)):
            return _form(elts[0], aliases, inside)
        case ast.Subscript(value=ast.Name(id="Literal")):
            return ast.unparse(node)
        case ast.BinOp():
            members = _members(node, aliases, inside)
            return " | ".join(sorted(set(members)))
        case ast.Subscript(value=value, slice=ast.Tuple(elts=elts)):
            parts = ", ".join(_form(part, aliases, inside) for part in elts)
            return f"{_form(value, aliases)}[{parts}]"
        case ast.Subscript(value=value, slice=part):
            return f"{_form(value, aliases)}[{_form(part, aliases, inside)}]"
    return ast.unparse(node)


def _members(node: ast.expr, aliases: Aliases, inside: tuple[str, ...]) -> list[str]:
    match node:
        case ast.BinOp(left=left, right=right):
            return [
                *_members(left, aliases, inside),
                *_members(right, aliases, inside),
            ]
        case ast.Name(id=name) if name in aliases and name not in inside:
            return _members(aliases[name], aliases, (*inside, name))
        case ast.Subscript(value=ast.Name(id="Annotated"), slice=ast.Tuple(elts=elts)):
            return _members(elts[0], aliases, inside)
    return [_form(node, aliases, inside)]


def _compare_types(said: _Side, real: _Side, types: set[str]) -> Iterator[str]:
    for name in sorted(types):
        if name not in real.classes:
            yield f"{name}: no such class"
            continue
        found = list(_fields(said.classes[name], said.aliases))
        wanted = list(_fields(real.classes[name], real.aliases))
        if found != wanted:
            yield f"{name}: has {found}, should have {wanted}"


def _fields(node: ast.ClassDef, aliases: Aliases) -> Iterator[str]:
    for part in node.body:
        match part:
            case ast.AnnAssign(target=ast.Name(id=name), annotation=type_):
                if not name.startswith("_"):
                    yield f"{name}: {_form(type_, aliases)} = {_default(part.value)}"


def _default(node: ast.expr | None) -> str:
    return "" if node is None else ast.dump(node)


def _compare_aliases(said: _Side, real: _Side) -> Iterator[str]:
    for name, value in said.aliases.items():
        if name not in real.aliases:
            yield f"{name}: no such alias"
            continue
        found = _form(value, said.aliases, (name,))
        wanted = _form(real.aliases[name], real.aliases, (name,))
        if found != wanted:
            yield f"{name}: is {found}, should be {wanted}"


def _compare_methods(
    stub: ast.ClassDef, client: ast.ClassDef, said: _Side, real: _Side
) -> Iterator[str]:
    found, wanted = _methods(stub), _methods(client)
    if list(found) != list(wanted):
        yield f"methods are {list(found)}, should be {list(wanted)}"
    for name in found.keys() & wanted.keys():
        shown = list(_signature(found[name], said.aliases))
        right = list(_signature(wanted[name], real.aliases))
        if shown != right:
            yield f"{name}: is {shown}, should be {right}"


def _methods(node: ast.ClassDef) -> dict[str, ast.FunctionDef]:
    functions = [part for part in node.body if isinstance(part, ast.FunctionDef)]
    own = {"batch"}
    return {
        f.name: f for f in functions if not f.name.startswith("_") and f.name not in own
    }


def _signature(node: ast.FunctionDef, aliases: Aliases) -> Iterator[str]:
    arguments = node.args
    defaults = [None] * (len(arguments.args) - len(arguments.defaults))
    for argument, default in zip(
        arguments.args, [*defaults, *arguments.defaults], strict=True
    ):
        yield _argument("either", argument, default, aliases)
    for argument, default in zip(
        arguments.kwonlyargs, arguments.kw_defaults, strict=True
    ):
        yield _argument("keyword", argument, default, aliases)
    assert not (arguments.posonlyargs or arguments.vararg or arguments.kwarg)
    yield _form(node.returns, aliases)


def _argument(
    kind: str, node: ast.arg, default: ast.expr | None, aliases: Aliases
) -> str:
    type_ = _form(node.annotation, aliases)
    return f"{kind} {node.arg}: {type_} = {_default(default)}"


def _compare_remarks(
    interface: Interface, client: ast.ClassDef, effects: Mapping[str, str]
) -> Iterator[str]:
    declared = _methods(client)
    shared = interface.class_uses
    for method in interface.methods:
        if method.effect != effects.get(method.name, "unknown"):
            yield f"{method.name}: the effect is not {method.effect}"
        text = (
            ast.get_docstring(declared[method.name]) if method.name in declared else ""
        )
        raises = re.search(r"^Raises:\n((?:    \w+\n?)+)", text or "", re.MULTILINE)
        wanted = set(re.findall(r"\w+", raises.group(1))) if raises else set()
        if shared | set(method.raises) != wanted:
            yield f"{method.name}: raises {sorted(method.raises)}, not {sorted(wanted)}"


@functools.lru_cache(16)
def _effects(methods: str) -> dict[str, str]:
    """Return the effects that the table of methods tells the runtime."""
    found: dict[str, str] = {}
    for node in ast.parse(methods).body:
        match node:
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.Call(keywords=told)):
                for keyword in told:
                    if keyword.arg == "effect":
                        effect = ast.literal_eval(keyword.value)
                        found[name.removesuffix("_method")] = effect
    return found


def _undefined(interface: Interface) -> Iterator[str]:
    """Yield the names that a stub uses without saying where they come from."""
    known = {entry.name for entry in interface.types}
    for module, names in interface.imports:
        known |= set(names) or {module}
    known |= {"Client", *dir(builtins)}
    for type_ in interface.types:
        yield from (f"{type_.name}: {n} is undefined" for n in type_.uses - known)
    for method in interface.methods:
        yield from (f"{method.name}: {n} is undefined" for n in method.uses - known)
