"""The same input gives the same bytes, wherever and however it is generated."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.generator.project import (
    ROOT,
    SECONDS,
    Project,
    environment,
    read_tree,
    run_command,
)
from tests.golden.case import find_cases


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a project of all golden cases, generated once."""
    made = Project(tmp_path_factory.mktemp("project"))
    for case in find_cases():
        shutil.copytree(case.folder, made.specs / case.name)
    made.write_manifest("\n".join(case.entry for case in find_cases()))
    made.generate("--jobs", "1", PYTHONHASHSEED="0", TZ="UTC", LC_ALL="C.UTF-8")
    assert len(made.tree()) > 200
    return made


def test_surroundings_do_not_matter(project: Project, tmp_path: Path) -> None:
    shutil.copytree(project.specs, tmp_path / "moved/specs")
    run_command(
        *("generate", "--no-verify", "--jobs", "2"),
        *("--specs", tmp_path / "moved/specs", "--output", tmp_path / "elsewhere"),
        cwd=tmp_path,
        PYTHONHASHSEED="4242",
        TZ="Asia/Kathmandu",
        LC_ALL="C",
        PYTHONUTF8="0",
        HOME=str(tmp_path),
    )
    assert read_tree(tmp_path / "elsewhere") == project.tree()


def test_a_service_alone_is_as_among_others(project: Project, tmp_path: Path) -> None:
    done = project.generate("basics", "--output", tmp_path / "alone")
    assert done.code == 0
    assert read_tree(tmp_path / "alone/basics") == read_tree(
        project.generated / "basics"
    )


def test_generating_again_changes_nothing(project: Project) -> None:
    before = project.tree()
    done = project.generate("--json")
    statuses = {one["status"] for one in done.report.values()}
    assert statuses == {"unchanged", "refused"}
    assert project.tree() == before


def test_python_3_13_gives_the_same(project: Project, tmp_path: Path) -> None:
    python = shutil.which("python3.13")
    command = [str(python), "-m", "hero_generator"]
    if python is None or not can_run([*command, "--version"]):
        pytest.skip("there is no python3.13 with the tools of the generator")
    command += ["generate", "--no-verify", "--output", str(tmp_path / "generated")]
    subprocess.run(command, cwd=project.folder, env=environment(), timeout=SECONDS)
    assert read_tree(tmp_path / "generated") == project.tree()


def can_run(command: list[str]) -> bool:
    """Tell whether a command runs to its end with all it imports."""
    tools = "import black, datamodel_code_generator, jinja2, jsonschema, pydantic"
    for one in (command, [command[0], "-c", tools]):
        done = subprocess.run(one, cwd=ROOT, env=environment(), capture_output=True)
        if done.returncode != 0:
            return False
    return True
