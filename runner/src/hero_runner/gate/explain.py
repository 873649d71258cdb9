"""Say what a type checker found in words that a model can act on.

The checker's message is taken apart where its form is known. Where it is not, it is
kept: a finding is never lost because nothing better can be said about it.
"""

from __future__ import annotations

import ast
import dataclasses
import re
from collections.abc import Callable
from typing import Final

from hero_runner.gate.arguments import explain_argument
from hero_runner.gate.attributes import (
    explain_attribute,
    explain_missing_on_some,
)
from hero_runner.gate.findings import Finding
from hero_runner.gate.interface import find_nearest, shorten
from hero_runner.gate.ty import Diagnostic
from hero_runner.gate.words import (
    NOT_AWAITED,
    Context,
    Words,
    quoted,
    say_type,
)

_DISCARDED: Final = "pydantic-discarded-extra-argument"
_ARGUMENT_RULES: Final = frozenset(
    {
        *("missing-argument", "unknown-argument", "too-many-positional-arguments"),
        *("invalid-argument-type", "parameter-already-assigned"),
        *("positional-only-parameter-as-kwarg", "no-matching-overload"),
        _DISCARDED,
    }
)


def explain(diagnostic: Diagnostic, context: Context) -> Finding | None:
    """Return the finding for a diagnostic; nothing if it is no mistake of a script."""
    words = _choose(diagnostic)(diagnostic, context)
    if words is None:
        return None
    if diagnostic.rule == _DISCARDED:
        diagnostic = _mark_keyword(diagnostic, context)
    return Finding(
        words.code,
        diagnostic.line,
        diagnostic.column,
        shorten(words.message),
        shorten(words.hint),
    )


def _choose(diagnostic: Diagnostic) -> Callable[[Diagnostic, Context], Words | None]:
    rule = diagnostic.rule
    if rule in _ARGUMENT_RULES:
        return explain_argument
    return _EXPLAINED.get(rule, _keep)


def _mark_keyword(diagnostic: Diagnostic, context: Context) -> Diagnostic:
    """Return a diagnostic of all arguments as one of the argument that it names."""
    call = context.find_node(diagnostic, ast.Call)
    for keyword in call.keywords if call is not None else ():
        if keyword.arg in quoted(diagnostic.message):
            line, column = keyword.lineno, keyword.col_offset + 1
            return dataclasses.replace(diagnostic, line=line, column=column)
    return diagnostic


def _keep(diagnostic: Diagnostic, context: Context) -> Words:
    hint = "correct the types; the interface shows what each call takes and gives"
    return Words("wrong-type", diagnostic.message, hint)


def _explain_subscript(diagnostic: Diagnostic, context: Context) -> Words:
    owner = quoted(diagnostic.message)[:1]
    node = context.find_node(diagnostic, ast.Subscript)
    key = node.slice.value if node and isinstance(node.slice, ast.Constant) else None
    if not owner or owner[0] not in context.interface.classes:
        return _explain_no_container(owner, diagnostic, context)
    name = owner[0]
    if isinstance(key, str) and node is not None:
        members = context.interface.classes[name]
        near = [key] if key in members else find_nearest(key, members)
        written = ast.unparse(node.value)
        hint = (
            f"write `{written}.{near[0]}`"
            if near
            else f"its fields: {context.interface.list_members(name)}"
        )
        message = f"{name} is a model, not a dict: it has no [{key!r}]"
        return Words("model-as-dict", message, hint)
    hint = f"its fields: {context.interface.list_members(name)}"
    return Words("model-as-dict", f"{name} is neither a dict nor a list", hint)


def _explain_no_container(
    owner: list[str], diagnostic: Diagnostic, context: Context
) -> Words:
    if not owner:
        return _keep(diagnostic, context)
    if owner[0].startswith("CoroutineType["):
        return _missing_await(diagnostic, context)
    if owner[0] == "None":
        return _maybe_none(diagnostic, context)
    message = f"{say_type(owner[0])} is neither a dict nor a list"
    return Words("wrong-type", message, "use the value as it is")


def _explain_iteration(diagnostic: Diagnostic, context: Context) -> Words:
    name = (quoted(diagnostic.message) or [""])[0]
    if name.startswith("CoroutineType["):
        return _missing_await(diagnostic, context)
    if "| None" in name:
        return _maybe_none(diagnostic, context)
    interface = context.interface
    if name in interface.clients:
        hint = f"call one of its methods: {interface.list_members(name)}"
        message = f"{name} is a client, not a list: it cannot be iterated over"
        return Words("not-iterable", message, hint)
    if name in interface.classes:
        lists = [m for m, t in interface.classes[name].items() if ": list[" in t]
        what = context.source_of(diagnostic)
        what = f"({what})" if what.startswith("await ") else what
        hint = (
            f"iterate over `{what}.{lists[0]}`"
            if lists
            else f"its fields: {interface.list_members(name)}"
        )
        message = f"{name} is a model, not a list: it cannot be iterated over"
        return Words("not-iterable", message, hint)
    return Words("not-iterable", f"{say_type(name)} cannot be iterated over", "")


def _missing_await(diagnostic: Diagnostic, context: Context) -> Words:
    node = context.find_node(diagnostic, ast.Subscript)
    if node is not None and diagnostic.rule == "not-subscriptable":
        hint = f"write `(await {ast.unparse(node.value)})[...]`"
        return Words("missing-await", NOT_AWAITED, hint)
    what = context.source_of(diagnostic)
    return Words("missing-await", NOT_AWAITED, f"write `await {what}`")


def _maybe_none(diagnostic: Diagnostic, context: Context) -> Words:
    node = context.find_node(diagnostic, ast.Subscript)
    is_read = node is not None and diagnostic.rule == "not-subscriptable"
    what = (
        ast.unparse(node.value) if node and is_read else context.source_of(diagnostic)
    )
    message = f"`{what}` may be None here"
    hint = f"handle None first, such as `if {what} is not None:`"
    return Words("maybe-none", message, hint)


def _explain_operator(diagnostic: Diagnostic, context: Context) -> Words:
    types = quoted(diagnostic.message)[1:]
    operator = (quoted(diagnostic.message) or [""])[0]
    for kind in types:
        if "CoroutineType[" in kind:
            return _missing_await(diagnostic, context)
    if any(re.search(r"\bNone\b", kind) for kind in types):
        message = f"`{operator}` meets a value that may be None: " + " and ".join(
            say_type(kind) for kind in types
        )
        hint = "handle None first, such as `if value is not None:` or `value or ''`"
        return Words("maybe-none", message, hint)
    message = f"`{operator}` does not work with " + " and ".join(
        say_type(kind) for kind in types
    )
    hint = "convert one of them, such as str(...), or use a field of the model"
    return Words("wrong-operand", message, hint)


def _explain_name(diagnostic: Diagnostic, context: Context) -> Words:
    name = (quoted(diagnostic.message) or [""])[0]
    interface = context.interface
    for package, names in interface.packages.items():
        if name in names:
            hint = f"add `from {package} import {name}`"
            return Words("unknown-name", f"the name {name} is not defined", hint)
    near = find_nearest(name, context.names())
    hint = f"did you mean {near[0]}?" if near else "define or import it first"
    return Words("unknown-name", f"the name {name} is not defined", hint)


def _explain_import(diagnostic: Diagnostic, context: Context) -> Words | None:
    if " has no member " in diagnostic.message:
        return explain_attribute(diagnostic, context)
    return Words(
        "forbidden-import",
        diagnostic.message.replace("`", ""),
        "import from the granted client packages and from standard modules",
    )


def _explain_condition(diagnostic: Diagnostic, context: Context) -> Words | None:
    """Keep only comparisons with a value that a field or parameter never has."""
    node = context.find_node(diagnostic, ast.Compare)
    if node is None or not diagnostic.message.endswith("always false"):
        return None
    value = node.comparators[0]
    if not isinstance(node.left, ast.Attribute) or not isinstance(value, ast.Constant):
        return None
    if not isinstance(node.ops[0], ast.Eq) or not isinstance(value.value, str):
        return None
    name = node.left.attr
    message = f"`{ast.unparse(node.left)}` is never {value.value!r}"
    return Words("wrong-value", message, context.list_values(name))


def _explain_awaitable(diagnostic: Diagnostic, context: Context) -> Words:
    return _missing_await(diagnostic, context)


def _explain_await(diagnostic: Diagnostic, context: Context) -> Words:
    message = "this is awaited, but it is no coroutine"
    hint = "remove `await`, or use the async client with `async with`"
    return Words("needless-await", f"{message}: {diagnostic.message}", hint)


def _explain_manager(diagnostic: Diagnostic, context: Context) -> Words:
    name = (quoted(diagnostic.message) or [""])[0]
    if name.startswith("Async") and name in context.interface.clients:
        message = f"{name} is an async client: `with` does not work with it"
        return Words("missing-await", message, f"write `async with {name}() as ...:`")
    if name in context.interface.clients:
        message = f"{name} is no async client: `async with` does not work with it"
        hint = f"write `with {name}() as ...:`, or use Async{name}"
        return Words("needless-await", message, hint)
    return _keep(diagnostic, context)


def _explain_assignment(diagnostic: Diagnostic, context: Context) -> Words:
    node = context.find_node(diagnostic, ast.Attribute)
    found = quoted(diagnostic.message)
    if node is not None and len(found) >= 3 and "(" in found[2]:
        message = f"this assigns {node.attr}, which is a method"
        hint = "call it as it is; put what is yours into a function or a variable"
        return Words("monkey-patch", message, hint)
    if any("CoroutineType[" in kind for kind in found):
        return _missing_await(diagnostic, context)
    if len(found) >= 2:
        message = f"{say_type(found[0])} is assigned where {say_type(found[-1])} is due"
        return Words("wrong-type", message, context.hint_type(found[0], found[-1]))
    return _keep(diagnostic, context)


def _explain_return(diagnostic: Diagnostic, context: Context) -> Words:
    found = quoted(diagnostic.message)
    if len(found) == 2:
        message = f"{say_type(found[1])} is returned where {say_type(found[0])} is due"
        return Words("wrong-type", message, context.hint_type(found[1], found[0]))
    return _keep(diagnostic, context)


def _explain_syntax(diagnostic: Diagnostic, context: Context) -> Words:
    line = context.lines[diagnostic.line - 1].strip()[:80]
    return Words("syntax", diagnostic.message, f"correct this line: {line}")


_EXPLAINED: Final[dict[str, Callable[[Diagnostic, Context], Words | None]]] = {
    "missing-attribute": explain_attribute,
    "missing-union-attribute": explain_missing_on_some,
    "not-subscriptable": _explain_subscript,
    "not-iterable": _explain_iteration,
    "unsupported-operator": _explain_operator,
    "unresolved-reference": _explain_name,
    "import-not-found": _explain_import,
    "redundant-condition-strict": _explain_condition,
    "unused-awaitable": _explain_awaitable,
    "invalid-await": _explain_await,
    "invalid-context-manager": _explain_manager,
    "invalid-assignment": _explain_assignment,
    "invalid-explicit-return": _explain_return,
    "invalid-syntax": _explain_syntax,
}
