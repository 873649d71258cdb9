"""`hero-runner check-script`: what it prints and how it ends."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hero_runner.cli import main

RIGHT = (
    "from hero_books_client import HeroBooks\n\nprint(HeroBooks().book_list().books)\n"
)
WRONG = RIGHT.replace("books)", "boks)")


def run(*arguments: str, source: str | bytes | None = None) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(main, ["check-script", *arguments], input=source)


@pytest.fixture
def script(tmp_path: Path) -> Path:
    return tmp_path / "script.py"


def test_a_right_script_says_nothing(script: Path) -> None:
    script.write_text(RIGHT, "utf-8")
    result = run(str(script))
    assert (result.exit_code, result.output) == (0, "")


def test_a_wrong_script_is_told_where_and_what(script: Path) -> None:
    script.write_text(WRONG, "utf-8")
    result = run(str(script))
    assert result.exit_code == 1
    assert result.output.splitlines() == [
        f"{script}:3:7: unknown-field: BookList has no field boks",
        "    did you mean `books: list[BookEntry]`?",
    ]


def test_a_script_is_read_from_standard_input() -> None:
    assert run("-", source=RIGHT).exit_code == 0
    result = run("-", source=WRONG)
    assert result.exit_code == 1
    assert result.output.startswith("-:3:7: unknown-field")


def test_several_scripts_are_checked(script: Path, tmp_path: Path) -> None:
    script.write_text(RIGHT, "utf-8")
    other = tmp_path / "other.py"
    other.write_text(WRONG, "utf-8")
    result = run(str(script), str(other))
    assert result.exit_code == 1
    assert str(other) in result.output
    assert str(script) not in result.output


def test_the_outcome_for_machines(script: Path) -> None:
    script.write_text(WRONG, "utf-8")
    result = run("--json", str(script))
    assert result.exit_code == 1
    (found,) = json.loads(result.output)["scripts"]
    assert found.pop("duration_ms") > 0
    assert found == {
        "file": str(script),
        "passed": False,
        "checker": "ty",
        "findings": [
            {
                "code": "unknown-field",
                "line": 3,
                "column": 7,
                "message": "BookList has no field boks",
                "hint": "did you mean `books: list[BookEntry]`?",
            }
        ],
    }


def test_what_is_granted_can_be_named() -> None:
    assert run("--grant", "hero_books", "-", source=RIGHT).exit_code == 0
    assert run("--grant", "hero_books_client", "-", source=RIGHT).exit_code == 0
    result = run("--grant", "hero_redis", "-", source=RIGHT)
    assert result.exit_code == 1
    assert "scripts may not import hero_books_client" in result.output


def test_the_authority_can_be_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    source = "def f() -> None: ...\n\n\nx = f()\n"
    assert run("-", source=source).exit_code == 0
    assert run("--strict", "-", source=source).exit_code == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Missing argument"),
        (("absent.py",), "does not exist"),
        (("--grant", "hero_boks", "-"), "did you mean 'hero_books'"),
        (("--flow", "--strict", "-"), "--flow does not go with"),
        (("--flow", "--grant", "hero_books", "-"), "--flow does not go with"),
        (("--nothing", "-"), "No such option"),
    ],
)
def test_wrong_usage(arguments: tuple[str, ...], said: str) -> None:
    result = run(*arguments, source=RIGHT)
    assert result.exit_code == 2
    assert said in result.output


def test_a_folder_is_no_script(tmp_path: Path) -> None:
    result = run(str(tmp_path))
    assert result.exit_code == 2
    assert "directory" in result.output


@pytest.mark.parametrize("source", [b"\xff\xfe", b"x = 1\0", b"x = 1\n" * 50_000])
def test_hostile_input_is_a_finding(source: bytes) -> None:
    result = run("-", source=source)
    assert result.exit_code == 1
    assert result.output.startswith("-:1:")


def test_a_missing_checker_ends_with_three(tmp_path: Path) -> None:
    program = (
        "import sysconfig, sys; sysconfig.get_path = lambda name: '/nowhere'; "
        f"sys.executable = {str(tmp_path / 'python')!r}; "
        "from hero_runner.cli import main; main()"
    )
    command = [sys.executable, "-c", program, "check-script", "-"]
    done = subprocess.run(
        command, input=RIGHT, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 3
    assert done.stdout == ""
    assert done.stderr.startswith("error: the type checker ty is not installed")
    assert "Traceback" not in done.stderr


def test_the_command_loads_no_checker_and_no_client() -> None:
    program = (
        "import sys; from hero_runner.cli import main\n"
        "try: main()\nfinally:\n"
        " print([n for n in ('mypy', 'ty', 'pydantic', 'hero_generator', "
        "'hero_books_client', 'hero_runtime') if n in sys.modules])"
    )
    command = [sys.executable, "-c", program, "check-script", "-"]
    done = subprocess.run(
        command, input=WRONG, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 1
    assert done.stdout.splitlines()[-1] == "[]"
