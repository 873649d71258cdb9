"""Modules and functions stay small enough to be read at one go."""

import ast
from collections.abc import Iterable

import pytest

from tests.repository.modules import HAND_KEPT, Module, parse_module, read_modules

LONGEST_MODULE = 400
LONGEST_FUNCTION = 60

# "path" or "path:function" to the reason why it may be longer.
EXCEPTIONS: dict[str, str] = {}


def find_long_modules(modules: Iterable[Module]) -> dict[str, int]:
    """Find the modules with too many lines, as path to number of lines."""
    lengths = {str(module.path): len(module.text.splitlines()) for module in modules}
    return {path: lines for path, lines in lengths.items() if lines > LONGEST_MODULE}


def find_long_functions(modules: Iterable[Module]) -> dict[str, int]:
    """Find the functions with too many lines, as path:function to number of lines.

    Decorators do not count: the options of a command are declarations.
    """
    found = {}
    for module in modules:
        for node in ast.walk(module.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > LONGEST_FUNCTION:
                    found[f"{module.path}:{node.name}"] = lines
    return found


def test_modules_and_functions_are_small() -> None:
    modules = read_modules(HAND_KEPT)
    found = find_long_modules(modules) | find_long_functions(modules)
    # Equal, so that an exception nobody needs any longer is removed as well.
    assert sorted(found) == sorted(EXCEPTIONS), found


def test_a_long_module_is_found() -> None:
    assert not find_long_modules([parse_module("a.py", "x = 1\n" * 400)])
    assert find_long_modules([parse_module("a.py", "x = 1\n" * 401)]) == {"a.py": 401}


@pytest.mark.parametrize("head", ["def f():", "async def f():", "@g\n@h\ndef f():"])
def test_a_long_function_is_found(head: str) -> None:
    short = parse_module("a.py", head + "\n    x = 1" * 59)
    long = parse_module("a.py", head + "\n    x = 1" * 60)
    assert not find_long_functions([short])
    assert find_long_functions([long]) == {"a.py:f": 61}
