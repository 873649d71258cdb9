"""Hold Python annotations as values that know what they use and print themselves."""

from __future__ import annotations

import ast
import copy
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

BUILTIN_TYPES = frozenset(
    {"str", "int", "float", "bool", "bytes", "list", "dict", "tuple", "object"}
)
"""Builtins that annotations use: inside a class that has a member of such a name, the
member would be meant."""

Lookup = Callable[[str], str]
"""Tell how a name is written where the annotation stands."""


@dataclass(frozen=True, slots=True)
class Annotation:
    """Hold one annotation."""

    expression: ast.expr

    @property
    def names(self) -> frozenset[str]:
        """Return all names the annotation uses."""
        return frozenset(
            node.id for node in ast.walk(self.expression) if isinstance(node, ast.Name)
        )

    def render(self, lookup: Lookup = str) -> str:
        """Return the annotation's source text in black's form, on one line."""
        return _render(self.expression, lookup)

    def plain(self) -> Annotation:
        """Return the annotation without constraints, as a signature shows it."""
        if "Annotated" not in self.names:
            return self
        return Annotation(_Plain().visit(copy.deepcopy(self.expression)))

    def as_value(self) -> Annotation:
        """Return the annotation as an expression outside an annotation.

        There `Alias | None` works, but type checkers refuse it where the alias stands
        for an `Annotated` type.
        """
        return Annotation(_WithUnion().visit(copy.deepcopy(self.expression)))

    @property
    def admits_none(self) -> bool:
        """Tell whether None is one of the members written out."""
        return any(_is_none(member) for member in _members(self.expression))

    def optional(self) -> Annotation:
        """Return the annotation with None admitted."""
        if self.admits_none or self.is_any:
            return self
        none = ast.Constant(None)
        return Annotation(ast.BinOp(self.expression, ast.BitOr(), none))

    def or_omit(self) -> Annotation:
        """Return the annotation of an argument that may be left out of the call."""
        if self.is_any:
            return self
        omit = ast.Name("Omit")
        return Annotation(ast.BinOp(self.expression, ast.BitOr(), omit))

    @property
    def is_annotated(self) -> bool:
        """Tell whether the whole annotation is one `Annotated[…]`."""
        match self.expression:
            case ast.Subscript(value=ast.Name(id="Annotated")):
                return True
        return False

    @property
    def is_any(self) -> bool:
        """Tell whether the annotation says nothing."""
        return isinstance(self.expression, ast.Name) and self.expression.id == "Any"


def parse_annotation(
    expression: ast.expr,
    names: Mapping[str, str],
    invented: Mapping[str, ast.expr],
) -> Annotation:
    """Take an annotation as datamodel-code-generator writes it.

    `names` maps its names to ours; `invented` are names to be written out.
    """
    return Annotation(_Unquoted(names, invented).visit(copy.deepcopy(expression)))


class _Unquoted(ast.NodeTransformer):
    """Undo quotes around forward references, placeholders and old spellings."""

    _SPELLINGS = {"Dict": "dict", "List": "list", "Tuple": "tuple"}

    def __init__(
        self, names: Mapping[str, str], invented: Mapping[str, ast.expr]
    ) -> None:
        self._names = {**self._SPELLINGS, **names}
        self._invented = invented

    def visit_Name(self, node: ast.Name) -> ast.expr:
        if node.id in self._invented:
            written: ast.expr = self.visit(copy.deepcopy(self._invented[node.id]))
            return written
        return ast.Name(self._names.get(node.id, node.id))

    def visit_Constant(self, node: ast.Constant) -> ast.expr:
        if not isinstance(node.value, str):
            return node
        inner: ast.expr = self.visit(ast.parse(node.value, mode="eval").body)
        return inner

    def visit_Call(self, node: ast.Call) -> ast.expr:
        return node

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        self.generic_visit(node)
        return _joined(_members(node))

    def visit_Subscript(self, node: ast.Subscript) -> ast.expr:
        if isinstance(node.value, ast.Name) and node.value.id == "Literal":
            return node
        if isinstance(node.value, ast.Name) and node.value.id in ("Union", "Optional"):
            return _union(self, node)
        self.generic_visit(node)
        return node


def _union(visitor: ast.NodeTransformer, node: ast.Subscript) -> ast.expr:
    assert isinstance(node.value, ast.Name)
    members = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    visited: list[ast.expr] = [visitor.visit(member) for member in members]
    if node.value.id == "Optional":
        visited.append(ast.Constant(None))
    return _joined([part for member in visited for part in _members(member)])


def _joined(members: list[ast.expr]) -> ast.expr:
    """Join the members of a union, each once: `None | None` is no type."""
    distinct = {ast.dump(member): member for member in members}
    joined, *rest = distinct.values()
    for member in rest:
        joined = ast.BinOp(joined, ast.BitOr(), member)
    return joined


class _WithUnion(ast.NodeTransformer):
    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        members = [self.visit(member) for member in _members(node)]
        return ast.Subscript(ast.Name("Union"), ast.Tuple(members))


class _Plain(ast.NodeTransformer):
    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        self.generic_visit(node)
        return _joined(_members(node))

    def visit_Subscript(self, node: ast.Subscript) -> ast.expr:
        if isinstance(node.value, ast.Name) and node.value.id == "Annotated":
            assert isinstance(node.slice, ast.Tuple)
            plain: ast.expr = self.visit(node.slice.elts[0])
            return plain
        self.generic_visit(node)
        return node


def _members(expression: ast.expr) -> list[ast.expr]:
    if isinstance(expression, ast.BinOp):
        return [*_members(expression.left), *_members(expression.right)]
    return [expression]


def _is_none(expression: ast.expr) -> bool:
    return isinstance(expression, ast.Constant) and expression.value is None


def _render(node: ast.expr, lookup: Lookup) -> str:
    match node:
        case ast.Name():
            return lookup(node.id)
        case ast.Constant():
            return literal(node.value)
        case ast.Attribute():
            return f"{_render(node.value, lookup)}.{node.attr}"
        case ast.BinOp():
            return f"{_render(node.left, lookup)} | {_render(node.right, lookup)}"
        case ast.Tuple() | ast.List():
            return ", ".join(_render(item, lookup) for item in node.elts)
        case ast.Subscript():
            inner = _render(node.slice, lookup)
            return f"{_render(node.value, lookup)}[{inner}]"
        case ast.UnaryOp(op=ast.USub()):
            return f"-{_render(node.operand, lookup)}"
        case ast.Call():
            return _render_call(node, lookup)
    raise AssertionError(f"unexpected in an annotation: {ast.dump(node)[:200]}")


def _render_call(node: ast.Call, lookup: Lookup) -> str:
    arguments = [_render(argument, lookup) for argument in node.args]
    for keyword in node.keywords:
        arguments.append(f"{keyword.arg}={_render(keyword.value, lookup)}")
    return f"{_render(node.func, lookup)}({', '.join(arguments)})"


def literal(value: object) -> str:
    """Return the source text of a value, in black's form and free of any surprise.

    Text is ASCII with every other character escaped, so that no text of a document can
    end a literal, change its reading direction or look like something else.
    """
    if isinstance(value, str):
        return _text_literal(value)
    if isinstance(value, list):
        return f"[{', '.join(literal(item) for item in value)}]"
    if isinstance(value, dict):
        pairs = (f"{literal(key)}: {literal(item)}" for key, item in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, float):
        return _float_literal(value)
    if value is None or isinstance(value, bool | int):
        return repr(value)
    raise AssertionError(f"no literal for {type(value).__name__}")


def _text_literal(value: str) -> str:
    """Escape as black would leave it: the quote that needs fewer escapes, else `"`."""
    quote = "'" if value.count("'") < value.count('"') else '"'
    body = "".join(_escape(character, quote) for character in value)
    return f"{quote}{body}{quote}"


def _escape(character: str, quote: str) -> str:
    """Escape one character; those beyond U+FFFF are one in Python and two in JSON."""
    if character == quote:
        return f"\\{quote}"
    if character == "\x7f":
        return "\\x7f"
    if character > "\uffff":
        return f"\\U{ord(character):08x}"
    return character if character in "\"'" else json.dumps(character)[1:-1]


def _float_literal(value: float) -> str:
    text = repr(value)
    if text in ("inf", "-inf", "nan"):
        raise AssertionError("JSON has no such number")
    return text.replace("e+", "e")
