"""A script that is kept is a flow, in the form of our code, and found again."""

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hero_runner.agent.saved import CannotKeep, keep_script, read_saved, render_flow
from hero_runner.agent.scripts import read_inputs

REQUEST = 'Create an event called "Lunch" \\ now'
SERVICES = ("hero_osis_calendar",)
SCRIPT = """def main(
    hours: list[int], title: str = 'Lunch', note: str | None = None
) -> None:
    print(title, hours, note)
"""


def test_what_was_kept_is_found(tmp_path: Path) -> None:
    keep_script(tmp_path, "make_event", REQUEST, SCRIPT, SERVICES)
    (found,) = read_saved(tmp_path)
    assert (found.name, found.request) == ("make_event", REQUEST)
    assert (found.source, found.services) == (SCRIPT, SERVICES)


def test_what_is_no_kept_script_is_passed_over(tmp_path: Path) -> None:
    keep_script(tmp_path, "make_event", REQUEST, SCRIPT, SERVICES)
    (tmp_path / "saved" / "stray.py").write_text("print(1)")
    (tmp_path / "saved" / "broken.py").write_text("print(1)")
    (tmp_path / "broken.py").write_text("REQUEST = (")
    (tmp_path / "saved" / "plain.py").write_text("print(1)")
    (tmp_path / "plain.py").write_text("REQUEST = 1\nSERVICES = 2")
    assert [one.name for one in read_saved(tmp_path)] == ["make_event"]


def test_black_and_mypy_take_a_kept_flow(tmp_path: Path) -> None:
    files = keep_script(tmp_path, "make_event", REQUEST, SCRIPT, SERVICES)
    keep_script(tmp_path, "no_inputs", "x", "def main() -> None: ...", ("a", "b"))
    flows = [str(files.flow), str(tmp_path / "no_inputs.py")]
    for command in (["black", "--check", "-q"], ["mypy", "--strict"]):
        done = subprocess.run(
            [sys.executable, "-m", *command, *flows], capture_output=True, text=True
        )
        assert done.returncode == 0, done.stdout + done.stderr


@given(st.text(), st.lists(st.text(max_size=20), max_size=3))
def test_any_request_gives_a_module_that_holds_it(
    request: str, services: list[str]
) -> None:
    inputs = read_inputs(SCRIPT)
    module = ast.parse(render_flow("kept", request, services, inputs))
    values = {
        node.targets[0].id: ast.literal_eval(node.value)
        for node in module.body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }
    assert values == {"REQUEST": request, "SERVICES": tuple(services)}


def test_a_name_is_taken_once(tmp_path: Path) -> None:
    keep_script(tmp_path, "make_event", REQUEST, SCRIPT, SERVICES)
    with pytest.raises(CannotKeep, match="there already"):
        keep_script(tmp_path, "make_event", REQUEST, SCRIPT, SERVICES)


@pytest.mark.parametrize("name", ["", "../x", "Make", "class", "a" * 61, "1a"])
def test_a_name_must_be_one_of_a_flow(name: str, tmp_path: Path) -> None:
    with pytest.raises(CannotKeep, match="no name for a flow"):
        keep_script(tmp_path, name, REQUEST, SCRIPT, SERVICES)
    assert list(tmp_path.iterdir()) == []


def test_a_script_without_inputs_that_can_be_typed_is_not_kept(tmp_path: Path) -> None:
    with pytest.raises(CannotKeep, match="no function main"):
        keep_script(tmp_path, "a", REQUEST, "print(1)\n", SERVICES)
    shutil.rmtree(tmp_path)
