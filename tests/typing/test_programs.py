"""mypy accepts the right program and finds each mistake of the wrong ones.

`pytest tests/typing --update-golden` writes `rejected.out`; read it before you commit.
"""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent
ROOT = FOLDER.parents[1]
SOURCES = ("generated/hero_books/src", "runtime/src")
EXPECTED = FOLDER / "rejected.out"


def run_mypy(program: str, cache: Path) -> tuple[int, str]:
    """Check one program of this folder, and nothing that the project configures."""
    done = subprocess.run(
        [
            *(sys.executable, "-m", "mypy", "--strict", "--config-file="),
            *("--no-color-output", "--no-error-summary", f"--cache-dir={cache}"),
            program,
        ],
        cwd=FOLDER,
        env=os.environ | {"MYPYPATH": os.pathsep.join(str(ROOT / s) for s in SOURCES)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    return done.returncode, done.stdout + done.stderr


def functions(path: Path) -> dict[str, range]:
    """Return the lines of every function of a program."""
    tree = ast.parse(path.read_text("utf-8"))
    return {
        node.name: range(node.lineno, (node.end_lineno or node.lineno) + 1)
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
    }


@pytest.fixture(scope="module")
def rejected(mypy_cache: Path, update_golden: bool) -> str:
    """Return what mypy says of the wrong programs."""
    code, output = run_mypy("rejected.py", mypy_cache)
    assert code == 1, output
    if update_golden:
        EXPECTED.write_text(output, "utf-8")
    return output


def test_a_right_program_is_accepted(mypy_cache: Path) -> None:
    assert run_mypy("accepted.py", mypy_cache) == (0, "")


def test_mistakes_are_explained_as_expected(rejected: str) -> None:
    assert rejected == EXPECTED.read_text("utf-8")


@pytest.mark.parametrize("name", functions(FOLDER / "rejected.py"))
def test_every_mistake_is_found(name: str, rejected: str) -> None:
    lines = functions(FOLDER / "rejected.py")[name]
    found = [int(line.split(":")[1]) for line in rejected.splitlines()]
    assert [number for number in found if number in lines]
