"""What a script sees of the base of models is never more than there is."""

from __future__ import annotations

import ast
import inspect

import pytest

from hero_runner.gate import Grant, check_script
from hero_runner.gate.process import VIEWS
from hero_runtime.model import Model
from tests.repository.modules import ROOT

STUB = VIEWS / "scripts" / "hero_runtime-stubs" / "model.pyi"
TREE = ast.parse(STUB.read_text("utf-8"))
METHODS = [
    node
    for item in TREE.body
    if isinstance(item, ast.ClassDef) and item.name == "Model"
    for node in item.body
    if isinstance(node, ast.FunctionDef)
]


def test_the_view_of_models_has_methods() -> None:
    assert len(METHODS) >= 7


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.name)
def test_the_real_model_has_every_member(method: ast.FunctionDef) -> None:
    real = inspect.getattr_static(Model, method.name)
    kinds = {ast.unparse(item) for item in method.decorator_list}
    assert ("property" in kinds) == isinstance(real, property)
    if isinstance(real, property):
        return
    assert ("classmethod" in kinds) == isinstance(real, classmethod)
    parameters = inspect.signature(getattr(Model, method.name)).parameters
    own = {"self"} if not isinstance(real, classmethod) else set()
    for argument in [*method.args.args, *method.args.kwonlyargs]:
        assert argument.arg in {*parameters, *own, "cls"}
    for argument, default in zip(
        method.args.kwonlyargs, method.args.kw_defaults, strict=True
    ):
        assert default is not None
        assert ast.literal_eval(default) == parameters[argument.arg].default


def test_the_view_of_pydantic_has_what_generated_models_import() -> None:
    stub = ast.parse((VIEWS / "scripts/pydantic-stubs/__init__.pyi").read_text("utf-8"))
    seen = {node.name for node in stub.body if isinstance(node, ast.FunctionDef)}
    paths = sorted(ROOT.glob("generated/*/src/*/models.py"))
    assert paths
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module == "pydantic":
                assert {alias.name for alias in node.names} <= seen, path


@pytest.mark.parametrize(
    "line",
    [
        "for x in NewBook(name='a', title='b'): pass",
        "NewBook(name='a', title='b', other=1)",
        "NewBook(name='a', title='b').model_rebuild()",
        "NewBook.model_construct()",
        "dict(NewBook(name='a', title='b'))",
    ],
)
def test_what_pydantic_allows_and_no_script_means_is_refused(
    line: str, books: list[Grant]
) -> None:
    report = check_script(f"from hero_books_client import NewBook\n{line}\n", books)
    assert [finding.line for finding in report.findings] == [2]
