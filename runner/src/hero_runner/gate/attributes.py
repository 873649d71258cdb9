"""Explain attributes that are not there: wrong names, wrong owners, None, no await."""

from __future__ import annotations

import ast
import builtins
import re
from typing import Final

from hero_runner.gate.interface import find_nearest, shorten
from hero_runner.gate.ty import Diagnostic
from hero_runner.gate.words import (
    NOT_AWAITED,
    Context,
    Words,
    quoted,
    say_type,
)

_PATTERNS: Final = (
    re.compile(r"^Object of type `(?P<owner>.+)` has no attribute `(?P<name>\w+)`"),
    re.compile(r"^Unresolved attribute `(?P<name>\w+)` on type `(?P<owner>.+)`"),
    re.compile(r"^Module `(?P<module>.+)` has no member `(?P<name>\w+)`"),
    re.compile(r"^Class `(?P<owner>.+)` has no attribute `(?P<name>\w+)`"),
)


def explain_attribute(diagnostic: Diagnostic, context: Context) -> Words:
    """Explain an attribute that no value of a type has, or a name that no module has."""
    found = next(filter(None, (p.match(diagnostic.message) for p in _PATTERNS)), None)
    if found is None:
        return Words("unknown-attribute", diagnostic.message, "see the interface")
    parts = found.groupdict()
    name = parts["name"]
    if "module" in parts:
        return _explain_member(parts["module"], name, context)
    owner = _class_name(parts["owner"])
    if owner.startswith("CoroutineType["):
        return _explain_coroutine(diagnostic, name, context)
    if owner.startswith(("bound method ", "def ")):
        return _explain_uncalled(diagnostic, context)
    if owner.startswith("BatchResult["):
        hint = f"write `.result().{name}` after the `with` block of the batch"
        message = (
            f"the result of a batch has no {name}: it comes when the batch is sent"
        )
        return Words("unknown-attribute", message, hint)
    if owner in context.interface.classes:
        return _explain_known(owner, name, context)
    return _explain_other(owner, name, context)


def explain_missing_on_some(diagnostic: Diagnostic, context: Context) -> Words:
    """Explain an attribute that some members of a union lack, most often None."""
    found = quoted(diagnostic.message)
    node = context.find_node(diagnostic, ast.Attribute)
    what = ast.unparse(node.value)[:100] if node else "value"
    name, lacking = (*found, "", "")[:2]
    if lacking == "None":
        message = f"`{what}` may be None, which has no {name}"
        hint = f"handle None first, such as `if {what} is not None:`"
        return Words("maybe-none", message, hint)
    message = f"`{what}` may be a {say_type(lacking)}, which has no {name}"
    hint = f"test first, such as `isinstance({what}, ...)`"
    return Words("unknown-attribute", message, hint)


def _class_name(owner: str) -> str:
    """Return the name of a class also where the class itself is the value."""
    return owner.removeprefix("<class '").removesuffix("'>")


def _explain_known(owner: str, name: str, context: Context) -> Words:
    """Explain an attribute of a client, a model or an error."""
    interface = context.interface
    is_client = owner.removeprefix("Batch") in interface.clients
    kind, code = (
        ("method", "unknown-method") if is_client else ("field", "unknown-field")
    )
    message = f"{owner} has no {kind} {name}"
    near = interface.find_nearest(owner, name)
    if near:
        ways = [f"`{interface.describe(owner, item)}`" for item in near]
        return Words(code, message, shorten(f"did you mean {' or '.join(ways)}?"))
    others = [item for item in interface.find_owners(name) if item != owner]
    known = f"{kind}s of {owner}: {interface.list_members(owner)}"
    if others:
        known = f"{name} is of {', '.join(others[:3])}; {known}"
    return Words(code, message, known)


def _explain_coroutine(diagnostic: Diagnostic, name: str, context: Context) -> Words:
    node = context.find_node(diagnostic, ast.Attribute)
    what = ast.unparse(node.value)[:100] if node else "..."
    return Words("missing-await", NOT_AWAITED, f"write `(await {what}).{name}`")


def _explain_uncalled(diagnostic: Diagnostic, context: Context) -> Words:
    node = context.find_node(diagnostic, ast.Attribute)
    what = ast.unparse(node.value)[:100] if node else "the method"
    message = f"{what} is a method that is not called"
    return Words("not-called", message, f"write `{what}(...)`")


def _explain_other(owner: str, name: str, context: Context) -> Words:
    """Explain an attribute of something that no package defines, such as a list."""
    stem = owner.partition("[")[0]
    inner = owner.partition("[")[2].removesuffix("]")
    message = f"{say_type(owner)} has no {name}"
    if stem == "list" and name in context.interface.classes.get(inner, {}):
        hint = f"it is a list: take {name} of each {inner} in it"
        return Words("unknown-attribute", message, hint)
    plain = getattr(builtins, "str" if stem.startswith("Literal") else stem, None)
    near = find_nearest(name, dir(plain)) if isinstance(plain, type) else []
    if near:
        return Words("unknown-attribute", message, f"did you mean {' or '.join(near)}?")
    owners = context.interface.find_owners(name)
    hint = f"{name} is of {', '.join(owners[:3])}" if owners else "see its type"
    return Words("unknown-attribute", message, hint)


def _explain_member(module: str, name: str, context: Context) -> Words:
    package = module.partition(".")[0]
    names = context.interface.packages.get(package, set())
    near = find_nearest(name, names)
    message = f"{module} has no {name}"
    if near:
        return Words("unknown-name", message, f"did you mean {' or '.join(near)}?")
    hint = f"it has {', '.join(sorted(names))}" if names else "see its documentation"
    return Words("unknown-name", message, shorten(hint))
