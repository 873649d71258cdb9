"""The distributions keep apart, and each heavy tool has one module that calls it."""

import sys
from collections.abc import Iterable, Set

import pytest

from tests.repository.modules import (
    Module,
    imported_packages,
    parse_module,
    read_modules,
)

# Folder of a distribution to what it must not import.
FORBIDDEN = {
    "generator/src": {"hero_runner"},
    "runtime/src": {"hero_generator", "hero_runner"},
    "runner/src": {"hero_generator"},
    "flows": {"hero_generator"},
}
# Each is called by one module of the generator, which hides its peculiarities.
TOOLS = (
    *("datamodel_code_generator", "black", "mypy", "jinja2", "jsonschema", "jsonpath"),
)
GENERATED_MAY_IMPORT = {
    *("hero_runtime", "pydantic", "typing_extensions"),
    *sys.stdlib_module_names,
}


def find_forbidden_imports(
    modules: Iterable[Module], forbidden: Set[str]
) -> dict[str, set[str]]:
    """Find the modules that import a forbidden package, with the packages."""
    found = {str(item.path): imported_packages(item) & forbidden for item in modules}
    return {path: packages for path, packages in found.items() if packages}


def find_shared_tools(modules: Iterable[Module]) -> dict[str, list[str]]:
    """Find the tools that more than one module imports, with the modules."""
    users: dict[str, list[str]] = {tool: [] for tool in TOOLS}
    for module in modules:
        for tool in imported_packages(module) & users.keys():
            users[tool].append(str(module.path))
    return {tool: paths for tool, paths in users.items() if len(paths) > 1}


def find_strange_imports(modules: Iterable[Module]) -> dict[str, set[str]]:
    """Find what generated modules import beyond the runtime, with the modules.

    A path is `generated/NAME/src/PACKAGE/...`; a package may import itself.
    """
    found = {
        str(module.path): imported_packages(module)
        - GENERATED_MAY_IMPORT
        - {module.path.parts[3]}
        for module in modules
    }
    return {path: packages for path, packages in found.items() if packages}


@pytest.mark.parametrize("folder", FORBIDDEN)
def test_a_distribution_does_not_import_another(folder: str) -> None:
    assert find_forbidden_imports(read_modules([folder]), FORBIDDEN[folder]) == {}


def test_each_tool_has_one_module_that_calls_it() -> None:
    assert find_shared_tools(read_modules(["generator/src"])) == {}


def test_generated_packages_need_only_the_runtime() -> None:
    modules = read_modules(["generated"])
    assert (
        find_strange_imports(item for item in modules if "src" in item.path.parts) == {}
    )


IMPORTS_OF_BLACK = [
    "import black",
    "import black.mode as m",
    "from black import FileMode",
    "def f():\n  import os, black",
    "import importlib\nimportlib.import_module('black.mode')",
    "import sys\nargs = [sys.executable, '-m', 'black']",
]


@pytest.mark.parametrize("text", IMPORTS_OF_BLACK)
def test_an_import_is_found(text: str) -> None:
    module = parse_module("a.py", text)
    assert find_forbidden_imports([module], {"black"}) == {"a.py": {"black"}}


def test_a_relative_import_is_not_one_of_a_package() -> None:
    module = parse_module("a.py", "from .black import x\nfrom . import black")
    assert find_forbidden_imports([module], {"black"}) == {}


def test_a_tool_with_two_users_is_found() -> None:
    modules = [
        parse_module("a.py", "import black"),
        parse_module("b.py", "import black"),
    ]
    assert find_shared_tools(modules[:1]) == {}
    assert find_shared_tools(modules) == {"black": ["a.py", "b.py"]}


def test_a_strange_import_of_a_generated_package_is_found() -> None:
    path = "generated/hero_books/src/hero_books_client/client.py"
    text = "import json, requests\nimport hero_books_client.models\nimport pydantic"
    module = parse_module(path, text)
    assert find_strange_imports([module]) == {path: {"requests"}}
