"""What runs never loads what generates: seen in a fresh interpreter."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.repository.modules import ROOT

# Import name of what runs to the folder that holds it.
RUNNING = {"hero_runtime": "runtime/src", "hero_runner": "runner/src"}
GENERATING = {
    *("hero_generator", "datamodel_code_generator", "black", "mypy", "jinja2"),
    *("jsonschema", "jsonpath", "referencing"),
}


def load_packages(names: list[str], folders: list[Path]) -> set[str]:
    """Import the names in a fresh interpreter and return the packages it loaded."""
    program = (
        f"import sys, json, {', '.join(names)}\n"
        "print(json.dumps(sorted({name.partition('.')[0] for name in sys.modules})))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(map(str, folders))},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout))


@pytest.mark.parametrize("name", RUNNING)
def test_what_runs_loads_nothing_that_generates(name: str) -> None:
    loaded = load_packages([name], [ROOT / folder for folder in RUNNING.values()])
    assert name in loaded
    assert loaded & GENERATING == set()


def test_the_commands_of_the_runner_load_nothing_that_generates() -> None:
    folders = [ROOT / folder for folder in RUNNING.values()]
    assert load_packages(["hero_runner.cli"], folders) & GENERATING == set()


def test_a_tool_that_is_loaded_is_seen(tmp_path: Path) -> None:
    (tmp_path / "planted.py").write_text("import jinja2.sandbox\n", "utf-8")
    assert load_packages(["planted"], [tmp_path]) & GENERATING == {"jinja2"}
