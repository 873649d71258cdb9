"""Every module and public name of a distribution says what it is for."""

import ast
from collections.abc import Iterable, Iterator

import pytest

from tests.repository.modules import DISTRIBUTIONS, Module, parse_module, read_modules

Definition = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef

# Their docstring is that of another definition of the same name.
ELSEWHERE = {"overload", "override", "setter", "deleter"}


def find_undocumented(modules: Iterable[Module]) -> list[str]:
    """Find modules and public names without a docstring, as path or path:name."""
    return [
        f"{module.path}:{name}" if name else str(module.path)
        for module in modules
        for name, node in [("", module.tree), *_public_definitions(module.tree, "")]
        if not (ast.get_docstring(node) or "").strip()
    ]


def _public_definitions(
    parent: ast.Module | ast.ClassDef, prefix: str
) -> Iterator[tuple[str, Definition]]:
    for node in parent.body:
        if not isinstance(node, Definition) or node.name.startswith("_"):
            continue
        if _decorator_names(node) & ELSEWHERE:
            continue
        yield f"{prefix}{node.name}", node
        if isinstance(node, ast.ClassDef):
            yield from _public_definitions(node, f"{prefix}{node.name}.")


def _decorator_names(node: Definition) -> set[str]:
    return {ast.unparse(item).rpartition(".")[2] for item in node.decorator_list}


def test_everything_public_has_a_docstring() -> None:
    assert find_undocumented(read_modules(DISTRIBUTIONS)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["a.py"]),
        ('"""  """', ["a.py"]),
        ('"""Doc."""\ndef f(): ...', ["a.py:f"]),
        ('"""Doc."""\nasync def f(): ...', ["a.py:f"]),
        ('"""Doc."""\nclass C: ...', ["a.py:C"]),
        ('"""Doc."""\nclass C:\n  """C."""\n  def f(self): ...', ["a.py:C.f"]),
        ('"""Doc."""\nclass C:\n  """C."""\n  class D: ...', ["a.py:C.D"]),
        ('"""Doc."""\ndef _f(): ...\nclass _C:\n  def f(self): ...', []),
        ('"""Doc."""\ndef f():\n  """F."""\n  def g(): ...', []),
        ('"""Doc."""\n@typing.overload\ndef f(): ...', []),
        ('"""Doc."""\nclass C:\n  """C."""\n  @x.setter\n  def x(self, v): ...', []),
    ],
)
def test_what_lacks_a_docstring_is_found(text: str, expected: list[str]) -> None:
    assert find_undocumented([parse_module("a.py", text)]) == expected
