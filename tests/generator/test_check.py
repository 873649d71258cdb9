"""`check` sees every edit of what was generated and of its inputs.

A project holds a service for every kind of edit, so that one run sees them all.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.generator.documents import (
    STRING,
    document,
    method,
    object_schema,
    param,
    schema_reference,
    schemas,
)
from tests.generator.project import Finished, Project

DOCUMENT = document(
    method(
        "say",
        param("text", STRING),
        summary="Say it.",
        errors=[{"code": 1, "message": "Too loud"}],
    ),
    components=schemas(Word=object_schema("text", text=STRING)),
)
OVERLAY = {
    "overlay": "1.0.0",
    "actions": [{"target": "$.info", "update": {"description": "Says it."}}],
}
Edit = Callable[[Path, Path], None]
"""Given the folder of a package and that of its document."""


def flip(path: Path) -> None:
    """Change one character in the middle of a file, or give an empty one its first."""
    text = path.read_text("utf-8")
    middle = len(text) // 2
    old = text[middle : middle + 1]
    new = "y" if old == "x" else "x"
    path.write_text(text[:middle] + new + text[middle + 1 :], "utf-8")


def in_package(path: str) -> Edit:
    """Return the edit of one character of a file of a package."""

    def edit(package: Path, spec: Path) -> None:
        flip(package / path.format(package.name))

    return edit


def in_document(package: Path, spec: Path) -> None:
    path = spec / "openrpc.json"
    path.write_text(path.read_text("utf-8").replace("Say it.", "Say it!"), "utf-8")


def in_overlay(package: Path, spec: Path) -> None:
    path = spec / "overlay.json"
    path.write_text(path.read_text("utf-8").replace("Says it.", "Says it!"), "utf-8")


def a_deletion(package: Path, spec: Path) -> None:
    (package / f"src/{package.name}_client/models.py").unlink()


def a_deleted_package(package: Path, spec: Path) -> None:
    for path in sorted(package.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    package.rmdir()


def a_stray_file(package: Path, spec: Path) -> None:
    (package / f"src/{package.name}_client/stray.py").write_text("import os\n")


def a_stray_empty_file(package: Path, spec: Path) -> None:
    (package / "src/stray.txt").touch()


EDITS: dict[str, Edit] = {
    "init": in_package("src/{}_client/__init__.py"),
    "client": in_package("src/{}_client/client.py"),
    "async_client": in_package("src/{}_client/async_client.py"),
    "batch_client": in_package("src/{}_client/batch_client.py"),
    "methods": in_package("src/{}_client/methods.py"),
    "models": in_package("src/{}_client/models.py"),
    "errors": in_package("src/{}_client/errors.py"),
    "signatures": in_package("src/{}_client/signatures.py"),
    "interface": in_package("src/{}_client/interface.pyi"),
    "lock": in_package("src/{}_client/artifact.lock.json"),
    "typed": in_package("src/{}_client/py.typed"),
    "project": in_package("pyproject.toml"),
    "readme": in_package("README.md"),
    "document": in_document,
    "overlay": in_overlay,
    "deletion": a_deletion,
    "package": a_deleted_package,
    "stray": a_stray_file,
    "stray_empty": a_stray_empty_file,
}


@dataclass(frozen=True, slots=True)
class Runs:
    """Hold what was on disk and what the command said."""

    before: dict[str, bytes]
    edited: dict[str, bytes]
    checked: Finished
    checked_tree: dict[str, bytes]
    generated: Finished
    repaired: dict[str, bytes]
    checked_again: Finished


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Runs:
    """Generate, edit every package in its way, check, generate and check again."""
    project = Project(tmp_path_factory.mktemp("project"))
    project.write_all(dict.fromkeys([*EDITS, "untouched"], DOCUMENT))
    (project.specs / "overlay/overlay.json").write_text(json.dumps(OVERLAY), "utf-8")
    assert project.generate().code == 0
    before = project.tree()
    for name, edit in EDITS.items():
        edit(project.generated / name, project.specs / name)
    edited = project.tree()
    checked = project.run("check", "--json")
    checked_tree = project.tree()
    generated = project.generate("--json")
    repaired = project.tree()
    again = project.run("check")
    return Runs(before, edited, checked, checked_tree, generated, repaired, again)


def test_check_of_a_clean_tree_ends_with_0(project: Project) -> None:
    assert project.generate().code == 0
    done = project.run("check")
    assert (done.code, done.stdout) == (0, "")
    assert done.stderr == "1 unchanged\n"


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_is_seen_and_shown(name: str, runs: Runs) -> None:
    found = runs.checked.report[name]
    assert runs.checked.code == 1
    assert found["status"] == "differs"
    lines = found["difference"].splitlines()
    is_empty = lines[0].endswith("only in one place, and empty")
    assert is_empty or (lines[0].startswith("--- ") and lines[1].startswith("+++ "))
    assert is_empty or any(line.startswith(("+", "-")) for line in lines[2:])


def test_check_writes_nothing(runs: Runs) -> None:
    assert runs.checked_tree == runs.edited


def test_what_was_not_edited_is_unchanged(runs: Runs) -> None:
    assert runs.checked.report["untouched"]["status"] == "unchanged"
    assert runs.generated.report["untouched"]["status"] == "unchanged"


@pytest.mark.parametrize("name", EDITS)
def test_generate_repairs(name: str, runs: Runs) -> None:
    expected = {p: d for p, d in runs.before.items() if p.startswith(f"{name}/")}
    repaired = {p: d for p, d in runs.repaired.items() if p.startswith(f"{name}/")}
    created = name == "package"
    status = runs.generated.report[name]["status"]
    assert status == ("created" if created else "updated")
    if name in ("document", "overlay"):
        assert repaired.keys() == expected.keys()
        assert repaired != expected
    else:
        assert repaired == expected


def test_check_is_clean_after_the_repair(runs: Runs) -> None:
    assert runs.generated.code == 0
    assert (runs.checked_again.code, runs.checked_again.stdout) == (0, "")


@pytest.mark.parametrize("path", ["generated/catalog.txt", "specs/small/openrpc.json"])
def test_one_character_ends_with_1_and_a_difference(
    path: str, project: Project
) -> None:
    assert project.generate().code == 0
    file = project.folder / path
    text = file.read_text("utf-8")
    file.write_text(text.replace("S", "T", 1) if path.endswith("txt") else text + " ")
    done = project.run("check")
    assert done.code == 1
    assert "--- on disk/" in done.stdout and "+++ generated/" in done.stdout
    assert "Run `hero-generator generate`" in done.stderr
    assert project.generate().code == 0
    assert project.run("check").code == 0


def test_a_deleted_catalog_is_seen_and_written(project: Project) -> None:
    assert project.generate().code == 0
    before = project.tree()
    (project.generated / "catalog.txt").unlink()
    assert project.run("check").code == 1
    assert project.generate().code == 0
    assert project.tree() == before


def test_leftovers_of_use_are_no_change(project: Project) -> None:
    assert project.generate().code == 0
    package = project.generated / "small/src/small_client"
    (package / "__pycache__").mkdir()
    (package / "__pycache__/client.cpython-311.pyc").write_bytes(b"\0")
    (project.generated / "small/build").mkdir()
    (project.generated / "small/build/x").touch()
    assert project.run("check").code == 0
