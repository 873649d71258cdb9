"""Explain calls whose arguments do not fit, with the signature that they have to fit."""

from __future__ import annotations

import ast
import re
from typing import Final

from hero_runner.gate.interface import find_nearest
from hero_runner.gate.ty import Diagnostic
from hero_runner.gate.words import (
    NOT_AWAITED,
    Context,
    Words,
    quoted,
    say_type,
)

_CALLEE: Final = re.compile(r"`(\w+)\.(\w+)`")
_MISMATCH: Final = re.compile(r"[Ee]xpected `(?P<expected>.*)`, found `(?P<found>.*)`$")


def explain_argument(diagnostic: Diagnostic, context: Context) -> Words:
    """Explain what is wrong with the arguments of a call."""
    call = context.find_call(diagnostic)
    callee = _find_callee(diagnostic, call, context)
    signature = _find_signature(callee, context)
    if mismatch := _MISMATCH.search(diagnostic.message):
        return _explain_mismatch(diagnostic, mismatch, signature, context)
    names = quoted(diagnostic.message)
    name = names[0] if names else ""
    hint = f"its signature: {signature}" if signature else "see its signature"
    match diagnostic.rule:
        case "unknown-argument" | "pydantic-discarded-extra-argument":
            near = find_nearest(name, _list_parameters(callee, context))
            meant = f"did you mean {near[0]}? " if near else ""
            message = f"{_say(callee)} has no parameter {name}"
            return Words("unknown-argument", message, meant + hint)
        case "missing-argument":
            lacking = [item for item in names if "." not in item]
            message = f"{_say(callee)} needs {', '.join(lacking)}"
            return Words("missing-argument", message, hint)
        case "too-many-positional-arguments":
            message = f"{_say(callee)} is given too many positional arguments"
            ways = f"pass optional ones by name; {hint}"
            return Words("too-many-arguments", message, ways)
        case "parameter-already-assigned":
            return Words("repeated-argument", f"{name} is given twice", hint)
    return _explain_rest(diagnostic, hint, context)


def _explain_mismatch(
    diagnostic: Diagnostic, mismatch: re.Match[str], signature: str, context: Context
) -> Words:
    found, expected = mismatch["found"], mismatch["expected"]
    what = context.source_of(diagnostic)
    if found.startswith("CoroutineType["):
        return Words("missing-await", NOT_AWAITED, f"write `await {what}`")
    shape = f"; its signature: {signature}" if signature else ""
    hint = context.hint_type(found, expected) + shape
    if "None" in found and "None" not in expected:
        given = "None is given" if found == "None" else f"`{what}` may be None"
        message = f"{given}, but {say_type(expected)} is due"
        return Words("maybe-none", message, hint)
    code = "wrong-value" if expected.startswith("Literal[") else "wrong-type"
    due = f"one of {expected[8:-1]}" if code == "wrong-value" else expected
    return Words(code, f"`{what}` is {say_type(found)}, but {due} is due", hint)


def _explain_rest(diagnostic: Diagnostic, hint: str, context: Context) -> Words:
    """Explain what the checker says in a form of its own, such as about overloads."""
    what = context.source_of(diagnostic)
    if (
        "of type `Literal[" in diagnostic.message
        and "key of type" in diagnostic.message
    ):
        owner = quoted(diagnostic.message)[-1]
        message = f"`{what}`: {say_type(owner)} is not read by a name"
        return Words("wrong-type", message, "use a number, or a field of one item")
    code = "wrong-type"
    if "does not satisfy upper bound" in diagnostic.message:
        kind = quoted(diagnostic.message)[1]
        message = f"values of {kind} have no order"
        return Words(code, message, "give `key=lambda item: item.FIELD`")
    kinds = ", ".join(quoted(diagnostic.message)[:1])
    message = f"no form of {kinds} takes these arguments: `{what}`"
    if diagnostic.rule != "no-matching-overload":
        message = diagnostic.message
    return Words(code, message, "convert them, or use a field of the model")


def _find_callee(
    diagnostic: Diagnostic, call: ast.Call | None, context: Context
) -> tuple[str, str]:
    """Return class and method that are called; the method is empty for a model."""
    if named := _CALLEE.search(diagnostic.message):
        return named.group(1), named.group(2)
    if call is None:
        return "", ""
    name = ast.unparse(call.func).rpartition(".")[2]
    return (name, "") if name in context.interface.classes else ("", name)


def _find_signature(callee: tuple[str, str], context: Context) -> str:
    owner, name = callee
    if owner and not name:
        return context.interface.render_constructor(owner)
    if name in context.interface.classes.get(owner, {}):
        return context.interface.describe(owner, name)
    return ""


def _list_parameters(callee: tuple[str, str], context: Context) -> list[str]:
    owner, name = callee
    if name:
        return context.interface.list_parameters(owner, name)
    return context.interface.list_fields(owner)


def _say(callee: tuple[str, str]) -> str:
    owner, name = callee
    return name or owner or "this call"
