"""Only the command line modules of the distributions print or exit."""

import ast
from collections.abc import Iterable, Iterator

import pytest

from tests.repository.modules import DISTRIBUTIONS, Module, parse_module, read_modules

MAY_PRINT = {"cli.py", "__main__.py"}
COMMANDS_FOLDER = "cli"

FORBIDDEN = {
    *("print", "exit", "quit", "SystemExit", "sys.exit", "os._exit"),
    *("sys.stdout.write", "sys.stderr.write", "click.echo", "click.secho"),
}


def find_output(modules: Iterable[Module]) -> list[str]:
    """Find calls that print or exit outside the modules that may, as path:line."""
    return [
        f"{module.path}:{line}: {name}"
        for module in modules
        if module.path.name not in MAY_PRINT
        and module.path.parent.name != COMMANDS_FOLDER
        for line, name in _called_names(module.tree)
        if name in FORBIDDEN
    ]


def _called_names(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield each called name in full: `echo` from `from click import echo` is that."""
    full_names = _imported_names(tree)
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=called) | ast.Raise(exc=ast.Name() as called):
                head, dot, tail = ast.unparse(called).partition(".")
                yield node.lineno, full_names.get(head, head) + dot + tail


def _imported_names(tree: ast.Module) -> dict[str, str]:
    names = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            origin = f"{node.module}." if isinstance(node, ast.ImportFrom) else ""
            for alias in node.names:
                if alias.asname or origin:
                    names[alias.asname or alias.name] = origin + alias.name
    return names


def test_only_command_line_modules_print_or_exit() -> None:
    assert find_output(read_modules(DISTRIBUTIONS)) == []


@pytest.mark.parametrize(
    "text",
    [
        "print(1)",
        "import sys\nsys.exit(1)",
        "import sys as s\ns.exit(1)",
        "from sys import exit as leave\nleave(1)",
        "def f():\n  import click\n  click.echo('x')",
        "from click import secho\nsecho('x')",
        "raise SystemExit(1)",
        "raise SystemExit",
        "import sys\nsys.stdout.write('x')",
    ],
)
def test_printing_and_exiting_is_found(text: str) -> None:
    assert len(find_output([parse_module("src/plan.py", text)])) == 1
    assert find_output([parse_module("src/cli.py", text)]) == []


def test_methods_of_the_same_name_pass() -> None:
    text = "import rich\nrich.print(1)\ndocument.exit()\nprinter = print"
    assert find_output([parse_module("src/plan.py", text)]) == []
