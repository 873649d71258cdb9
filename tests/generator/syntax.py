"""Tell whether a generated module holds anything but what templates write."""

from __future__ import annotations

import ast

ALLOWED_NODES = (
    *(ast.Module, ast.Expr, ast.Constant, ast.ImportFrom, ast.Import, ast.alias),
    *(ast.If, ast.Assign, ast.AnnAssign, ast.Name, ast.Load, ast.Store, ast.Call),
    *(ast.keyword, ast.Tuple, ast.List, ast.Dict, ast.Set, ast.Subscript, ast.BinOp),
    *(ast.BitOr, ast.ClassDef, ast.FunctionDef, ast.arguments, ast.arg, ast.Return),
    *(ast.Attribute, ast.UnaryOp, ast.USub, ast.AsyncFunctionDef, ast.Await),
)
ALLOWED_CALLS = {
    *("Service", "Method", "Field", "TypeAliasType", "frozenset", "lazy_attributes"),
    *(
        "self._call",
        "self._notify",
        "self._add",
        "self._collect",
        "PlainSerializer",
        "StringConstraints",
    ),
}
ALLOWED_MODULES = {
    *("__future__", "typing", "typing_extensions", "builtins", "datetime", "uuid"),
    *("pydantic", "decimal", "warnings"),
}


def find_strange_code(text: str, package: str) -> list[str]:
    """Find the syntax of a module that no template writes."""
    return [
        ast.unparse(node)[:200]
        for node in ast.walk(ast.parse(text))
        if not isinstance(node, ALLOWED_NODES)
        or (isinstance(node, ast.Call) and not _is_allowed_call(node))
        or (isinstance(node, ast.Attribute) and not _is_allowed_attribute(node))
        or (isinstance(node, ast.If) and ast.unparse(node.test) != "TYPE_CHECKING")
        or (isinstance(node, ast.ImportFrom) and not _is_allowed_import(node, package))
        or (isinstance(node, ast.Expr) and not _is_text_or_call(node))
    ]


def _is_allowed_call(node: ast.Call) -> bool:
    return ast.unparse(node.func) in ALLOWED_CALLS


def _is_allowed_attribute(node: ast.Attribute) -> bool:
    owner = ast.unparse(node.value)
    if owner == "_batch":
        return node.attr in ("Batch", "AsyncBatch", "BatchClient", "BatchResult")
    if owner == "_methods":
        return node.attr == "SERVICE" or node.attr.endswith("_method")
    return owner == "builtins" or f"{owner}.{node.attr}" in ALLOWED_CALLS


def _is_allowed_import(node: ast.ImportFrom, package: str) -> bool:
    module = str(node.module)
    own = module.split(".")[0] in ("hero_runtime", package)
    return node.level == 0 and (own or module in ALLOWED_MODULES)


def _is_text_or_call(node: ast.Expr) -> bool:
    value = node.value.value if isinstance(node.value, ast.Await) else node.value
    if isinstance(value, ast.Constant):
        return isinstance(value.value, str) or value.value is ...
    return isinstance(value, ast.Call)
