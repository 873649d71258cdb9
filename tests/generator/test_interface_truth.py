"""Every interface says what its client is, and a stub that lies is found out."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.generator.interface_truth import compare_interface
from tests.golden.case import Case, find_cases
from tests.golden.case import by_file_name

ROOT = Path(__file__).parents[2]
PACKAGES = sorted(ROOT.glob("generated/*/src/*"))
BOOKS = ROOT / "generated/hero_books/src/hero_books_client"
CASES = [case for case in find_cases() if (case.expected / "interface.pyi").exists()]


def read_modules(folder: Path) -> dict[str, str]:
    """Read the modules of a package by name."""
    return {path.name: path.read_text("utf-8") for path in folder.glob("*.py*")}


@pytest.mark.parametrize("folder", PACKAGES, ids=lambda path: str(path.name))
def test_a_generated_interface_is_true(folder: Path) -> None:
    modules = read_modules(folder)
    assert compare_interface(modules["interface.pyi"], modules) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case.name))
def test_the_interface_of_a_golden_case_is_true(case: Case) -> None:
    modules = by_file_name(case.make())
    assert compare_interface(modules["interface.pyi"], modules) == []


@pytest.mark.parametrize("folder", PACKAGES, ids=lambda path: str(path.name))
def test_what_the_interface_says_to_import_can_be_imported(folder: Path) -> None:
    text = (folder / "interface.pyi").read_text("utf-8")
    (line,) = [x for x in text.splitlines() if x.startswith(f"# from {folder.name} ")]
    statement, construction = line.removeprefix("# ").split("; ")
    (imported,) = ast.parse(statement).body
    assert isinstance(imported, ast.ImportFrom)
    package = importlib.import_module(folder.name)
    classes = [getattr(package, alias.name) for alias in imported.names]
    assert construction.endswith(f"_api = {classes[0].__name__}()")
    classes[0]()


def mutate(text: str, old: str, new: str) -> str:
    """Change one place of a stub, which must be there exactly once."""
    assert text.count(old) == 1, old
    return text.replace(old, new)


MUTATIONS = {
    "a method is missing": ("def book_exists(", "def _book_exists("),
    "a method is misspelt": ("def book_exists(", "def book_exist("),
    "a parameter is missing": ("query: str, *, workspace", "*, workspace"),
    "a parameter is misspelt": ("query: str,", "text: str,"),
    "a parameter has a wrong type": ("query: str,", "query: int,"),
    "a default is wrong": ("limit: int = 20", "limit: int = 10"),
    "a parameter has no default": ("limit: int = 20", "limit: int"),
    "a parameter is not keyword-only": (
        "query: str, *, workspace",
        "query: str, workspace",
    ),
    "a result is wrong": ("-> SearchResult", "-> Book"),
    "a result is optional": ("-> SearchResult", "-> SearchResult | None"),
    "a field is missing": ("    score: float\n", ""),
    "a field is misspelt": ("    score: float\n", "    scores: float\n"),
    "a field has a wrong type": ("    score: float\n", "    score: str\n"),
    "a field is optional": ("    score: float\n", "    score: float | None = None\n"),
    "a list of something else": ("list[SearchMatch]", "list[SearchResult]"),
    "a literal lacks a value": ('["markdown", "text"]', '["markdown"]'),
    "an alias lacks a value": ('"fr", "de"', '"fr"'),
    "a class is missing": ("class SearchMatch(Model):", "class Match(Model):"),
    "an effect is wrong": ("destructive: ", "read: "),
}


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_lie_is_found(name: str) -> None:
    modules = read_modules(BOOKS)
    stub = mutate(modules["interface.pyi"], *MUTATIONS[name])
    assert compare_interface(stub, modules)


def every_smaller_stub(text: str) -> Iterator[tuple[str, str]]:
    """Yield a stub without one of its fields, parameters or methods, and what it was."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.AnnAssign | ast.FunctionDef | ast.arg):
            shorter = _without(text, node)
            if shorter is not None:
                yield ast.unparse(node).split("\n")[0], shorter


def _without(text: str, node: ast.AnnAssign | ast.FunctionDef | ast.arg) -> str | None:
    """Return a stub without one node; nothing where what is left is no Python."""
    source = ast.get_source_segment(text, node)
    lines = text.split("\n")
    if isinstance(node, ast.arg):
        line = lines[node.lineno - 1]
        name = f"{node.arg}_renamed"
        start, end = node.col_offset, node.col_offset + len(node.arg)
        lines[node.lineno - 1] = line[:start] + name + line[end:]
    else:
        lines[node.lineno - 1 : node.end_lineno] = []
    shorter = "\n".join(lines)
    try:
        ast.parse(shorter)
    except SyntaxError:
        return None
    return shorter if source else None


def test_nothing_can_be_left_out_of_any_generated_interface() -> None:
    tried = 0
    for folder in PACKAGES:
        modules = read_modules(folder)
        for lost, stub in every_smaller_stub(modules["interface.pyi"]):
            tried += 1
            assert compare_interface(stub, modules), f"{folder.name}: {lost}"
    assert tried > 500
