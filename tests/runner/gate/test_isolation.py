"""Nothing of a script runs, and nothing around it changes what is found."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from hero_runner.gate import CheckerUnavailable, Grant, check_script, process
from hero_runner.gate.process import run_checker

WRONG = "from hero_books_client import HeroBooks\n\nHeroBooks().nothing()\n"
CANARIES = {
    "sitecustomize.py",
    "usercustomize.py",
    "conftest.py",
    "hook.py",
    "json.py",
    "hero_books_client.py",
    "hero_runtime/__init__.py",
    "mypy/__init__.py",
    "ty/__init__.py",
}
SETTINGS = {
    "ty.toml": '[rules]\nall = "ignore"\n',
    "pyproject.toml": '[tool.ty.rules]\nall = "ignore"\n\n'
    '[tool.mypy]\nignore_errors = true\nplugins = ["hook"]\n',
    "mypy.ini": "[mypy]\nignore_errors = True\nplugins = hook\n",
    "setup.cfg": "[mypy]\nignore_errors = True\nplugins = hook\n",
    ".ignore": "*\n",
}


@pytest.fixture
def trap(tmp_path: Path) -> Path:
    """Return a folder where every import and every setting is a trap."""
    folder = tmp_path / "trap"
    write = f"open({str(tmp_path / 'canary')!r}, 'a').write(__name__)\n"
    for name in CANARIES:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(write, "utf-8")
    for name, text in SETTINGS.items():
        (folder / name).write_text(text, "utf-8")
        for user in (".config/ty", ".config/mypy", ".config"):
            (folder / user).mkdir(parents=True, exist_ok=True)
            (folder / user / name).write_text(text, "utf-8")
    (folder / ".mypy.ini").write_text(SETTINGS["mypy.ini"], "utf-8")
    return folder


def test_nothing_of_a_script_runs(
    books: list[Grant], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    canary = tmp_path / "canary"
    # It passes everything but the policy, so that every stage gets to see it.
    write = f"import pathlib\npathlib.Path({str(canary)!r}).touch()\n"
    report = check_script(write, books, authority=True)
    assert [finding.code for finding in report.findings] == ["forbidden-import"]
    harmless = 'import json\n\nprint(json.loads("[1]"))\nraise SystemExit(9)\n'
    assert check_script(harmless, books, authority=True).checker == "ty, mypy"
    assert not canary.exists()


def test_modules_beside_a_script_are_not_run(trap: Path, tmp_path: Path) -> None:
    (trap / "script.py").write_text(WRONG.replace("nothing", "close"), "utf-8")
    done = subprocess.run(
        [
            *(sys.executable, "-I", "-c"),
            "from hero_runner.cli import main; main()",
            *("check-script", "script.py"),
        ],
        cwd=trap,
        env={"HOME": str(trap), "PYTHONPATH": str(trap), "MYPYPATH": str(trap)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert not (tmp_path / "canary").exists()


@pytest.mark.parametrize("authority", [False, True])
def test_settings_around_a_script_change_nothing(
    authority: bool,
    trap: Path,
    tmp_path: Path,
    books: list[Grant],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(trap)
    monkeypatch.setenv("HOME", str(trap))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(trap / ".config"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("TY_CONFIG_FILE", str(trap / "ty.toml"))
    monkeypatch.setenv("MYPY_CONFIG_FILE_DIR", str(trap))
    monkeypatch.setenv("MYPYPATH", str(trap))
    monkeypatch.setenv("PYTHONPATH", str(trap))
    report = check_script(WRONG, books, authority=authority)
    assert [finding.code for finding in report.findings] == ["unknown-method"]
    # What only mypy finds is found as well.
    text = "def f() -> None: ...\n\n\nx = f()\n"
    assert check_script(text, books, authority=authority).passed is not authority
    assert not (tmp_path / "canary").exists()


def test_a_missing_checker_says_what_to_install(
    books: list[Grant], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sysconfig.get_path", lambda name: str(tmp_path))
    monkeypatch.setattr("sys.executable", str(tmp_path / "python"))
    with pytest.raises(CheckerUnavailable, match=r"pip install 'hero-runner\[agent\]'"):
        check_script(WRONG, books)


def test_a_checker_that_hangs_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "TIME_LIMIT", 0.2)
    command = [sys.executable, "-c", "import time; time.sleep(600)"]
    assert run_checker(command, tmp_path, {}).code is None


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits other processes")
def test_the_memory_of_a_checker_is_bounded(tmp_path: Path) -> None:
    command = [
        *(sys.executable, "-c"),
        "import time; time.sleep(0.3); b'x' * (5 * 2**30)",
    ]
    output = run_checker(command, tmp_path, {})
    assert output.code == 1
    assert "MemoryError" in output.stderr


def test_a_checker_that_dies_refuses_the_script(
    books: list[Grant], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dying = tmp_path / "ty"
    dying.write_text("#!/bin/sh\nkill -ABRT $$\n", "utf-8")
    dying.chmod(0o755)
    monkeypatch.setattr("sysconfig.get_path", lambda name: str(tmp_path))
    report = check_script("x = 1\n", books)
    assert [finding.code for finding in report.findings] == ["too-deep"]


@pytest.mark.parametrize(
    "program", ["echo not json", 'echo \'[{"severity": "major"}]\'', "exit 2"]
)
def test_a_checker_that_answers_otherwise_is_no_pass(
    program: str, books: list[Grant], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "ty"
    other.write_text(f"#!/bin/sh\n{program}\n", "utf-8")
    other.chmod(0o755)
    monkeypatch.setattr("sysconfig.get_path", lambda name: str(tmp_path))
    with pytest.raises(CheckerUnavailable, match="^ty "):
        check_script("x = 1\n", books)
