"""Packages are replaced whole, and nothing that is not ours is ever touched."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.generator.documents import STRING, document, method, param
from tests.generator.killed_runs import KILLS
from tests.generator.project import ROOT, Project, environment, read_tree

NAMES = ("one", "two", "three")
OLD = document(method("say", param("text", STRING)), method("old"))
NEW = document(method("say", param("words", STRING)), method("new"))


@pytest.fixture(scope="module")
def trees(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Path, Path]:
    """Return a project whose documents are new, and copies of both trees."""
    folder = tmp_path_factory.mktemp("project")
    project = Project(folder)
    project.write_all(dict.fromkeys(NAMES, OLD))
    assert project.generate().code == 0
    shutil.copytree(project.generated, folder / "old")
    project.write_all(dict.fromkeys(NAMES, NEW))
    assert project.generate().code == 0
    shutil.copytree(project.generated, folder / "new")
    assert read_tree(folder / "old") != read_tree(folder / "new")
    return project, folder / "old", folder / "new"


def restore(project: Project, tree: Path) -> None:
    """Put a tree in place of what is generated."""
    shutil.rmtree(project.generated)
    shutil.copytree(tree, project.generated)


def staging(project: Project) -> list[Path]:
    """Return what a run has staged or left behind."""
    return list(project.generated.glob(".staging-*"))


def test_a_kill_leaves_each_package_old_or_new(
    trees: tuple[Project, Path, Path],
) -> None:
    project, old, new = trees
    done = subprocess.run(
        [sys.executable, "-m", "tests.generator.killed_runs", project.folder],
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.PIPE,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0
    kills = json.loads(done.stdout)
    assert len(kills) >= KILLS
    states = {state for kill in kills for state in kill["states"]}
    assert states == {"old", "new"}
    assert {kill["after_next_run"] for kill in kills} == {"new"}
    assert {kill["left_after_next_run"] for kill in kills} == {0}


def test_leftovers_of_a_killed_run_are_cleared(
    trees: tuple[Project, Path, Path],
) -> None:
    project, _, new = trees
    restore(project, new)
    dead = subprocess.Popen([sys.executable, "-c", "pass"])
    dead.wait(60)
    (project.generated / f".staging-one-{dead.pid}").mkdir()
    (project.generated / f".staging-catalog.txt-{dead.pid}").touch()
    assert project.generate().code == 0
    assert project.tree() == read_tree(new)
    assert not staging(project)


def test_a_running_run_keeps_its_staging(trees: tuple[Project, Path, Path]) -> None:
    project, _, new = trees
    restore(project, new)
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=-1) as running:
        (project.generated / f".staging-one-{running.pid}").mkdir()
        assert project.generate().code == 0
        assert len(staging(project)) == 1
        running.communicate(b"\n", 60)
    assert project.generate().code == 0
    assert not staging(project)


def test_a_service_that_is_gone_is_removed_with_its_lock(
    trees: tuple[Project, Path, Path],
) -> None:
    project, _, new = trees
    restore(project, new)
    foreign = project.generated / "foreign"
    (foreign / "src").mkdir(parents=True)
    (foreign / "src/keep.py").write_text("keep = True\n")
    (project.generated / "notes.txt").write_text("keep\n")
    shutil.copytree(project.generated / "one", project.generated / "stale")
    checked = project.run("check", "--json")
    assert (checked.code, checked.report["stale"]["status"]) == (1, "differs")
    assert (project.generated / "stale").is_dir()
    done = project.generate("--json")
    assert (done.code, done.report["stale"]["status"]) == (0, "removed")
    expected = read_tree(new)
    expected |= {"foreign/src/keep.py": b"keep = True\n", "notes.txt": b"keep\n"}
    assert project.tree() == expected


def test_a_run_for_some_removes_nothing(trees: tuple[Project, Path, Path]) -> None:
    project, _, new = trees
    restore(project, new)
    shutil.copytree(project.generated / "one", project.generated / "stale")
    assert project.generate("one").code == 0
    assert (project.generated / "stale").is_dir()


@pytest.mark.parametrize("kind", ["folder", "file", "link"])
def test_what_is_in_the_way_is_not_touched(kind: str, project: Project) -> None:
    target = project.generated / "small"
    project.generated.mkdir()
    if kind == "folder":
        (target / "src/small_client").mkdir(parents=True)
        (target / "src/small_client/client.py").write_text("mine = True\n")
    elif kind == "file":
        target.write_text("mine\n")
    else:
        (project.folder / "elsewhere").mkdir()
        target.symlink_to(project.folder / "elsewhere")
    before = read_tree(project.folder)
    done = project.generate()
    assert done.code == 1
    assert f"error[foreign-folder] {target}: " in done.stderr
    assert "Move it away" in done.stderr
    assert read_tree(project.folder) == before
    assert target.is_symlink() is (kind == "link")


def test_an_output_folder_that_is_a_file_ends_with_3(project: Project) -> None:
    project.generated.write_text("mine\n")
    done = project.generate()
    assert done.code == 3
    assert f"error[io] {project.generated}" in done.stderr
    assert project.generated.read_text() == "mine\n"
