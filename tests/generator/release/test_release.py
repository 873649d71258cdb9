"""In a git repository: versions, changelogs, and what check refuses."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from hero_generator.cli import cli
from tests.generator.documents import STRING, document, method, param
from tests.generator.project import Project

OLD = document(method("list"), method("get", param("name", STRING)))
BROKEN = document(method("list"), method("get", param("name", {"type": "integer"})))
LARGER = document(*OLD["methods"], method("add"))
DESCRIBED = document(method("list", summary="List."), OLD["methods"][1])

IDENTITY = {
    "GIT_AUTHOR_NAME": "A",
    "GIT_AUTHOR_EMAIL": "a@example.org",
    "GIT_COMMITTER_NAME": "A",
    "GIT_COMMITTER_EMAIL": "a@example.org",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}


def commit(folder: Path) -> None:
    """Commit everything below a folder, in a repository of its own."""
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "A commit"]):
        environment: Mapping[str, str] = os.environ | IDENTITY
        subprocess.run(["git", *arguments], cwd=folder, env=environment, check=True)


@pytest.fixture
def released(tmp_path: Path) -> Project:
    """Return a project whose one service was generated and committed."""
    project = Project(tmp_path / "p")
    project.write("books", OLD)
    project.write_manifest('[services.books]\nversion = "1.2.0"  # ours\n')
    assert run(project, "generate", "--no-verify", "--jobs", "1").exit_code == 0
    commit(project.folder)
    return project


def run(project: Project, command: str, *arguments: str) -> Result:
    """Run a command in this process."""
    done = CliRunner().invoke(cli, [command, *arguments, "--specs", str(project.specs)])
    assert done.exception is None or isinstance(done.exception, SystemExit)
    return done


# New document to the version that it asks for.
NEXT: list[tuple[Any, str]] = [
    (BROKEN, "2.0.0"),
    (LARGER, "1.3.0"),
    (DESCRIBED, "1.2.1"),
]


@pytest.mark.parametrize(("new", "version"), NEXT)
def test_release_writes_version_and_changelog_once(
    new: Any, version: str, released: Project
) -> None:
    released.write("books", new)
    assert run(released, "release").exit_code == 0
    manifest = (released.specs / "specs.toml").read_text("utf-8")
    assert manifest == f'[services.books]\nversion = "{version}"  # ours\n'
    changelog = (released.specs / "books/CHANGELOG.md").read_bytes()
    assert f"## {version}\n".encode() in changelog
    assert "unchanged: books" in run(released, "release").stderr
    assert (released.specs / "books/CHANGELOG.md").read_bytes() == changelog
    assert run(released, "generate", "--no-verify", "--jobs", "1").exit_code == 0
    assert released.tree()["books/CHANGELOG.md"] == changelog
    project = released.tree()["books/pyproject.toml"].decode()
    assert f'version = "{version}"' in project


def test_the_worst_change_since_the_release_counts(released: Project) -> None:
    for new in (LARGER, BROKEN):
        released.write("books", new)
        assert run(released, "release", "books").exit_code == 0
    changelog = (released.specs / "books/CHANGELOG.md").read_text("utf-8")
    assert "## 2.0.0" in changelog and "1.3.0" not in changelog
    released.write("books", OLD)
    assert "unchanged" in run(released, "release", "books").stderr


def test_check_refuses_a_breaking_change_without_a_version(released: Project) -> None:
    released.write("books", BROKEN)
    generated = run(released, "generate", "--no-verify", "--jobs", "1")
    assert generated.exit_code == 0
    assert "run `hero-generator release books`" in generated.stderr
    assert run(released, "check").exit_code == 0
    done = run(released, "check", "--against", "HEAD")
    assert done.exit_code == 1
    assert (
        "error[breaking-change] books/openrpc.json: get parameter name" in done.stderr
    )
    assert "string became integer; version 1.2.0 has to be 2.0.0" in done.stderr
    assert run(released, "release").exit_code == 0
    assert run(released, "generate", "--no-verify", "--jobs", "1").exit_code == 0
    assert run(released, "check", "--against", "HEAD").exit_code == 0


def test_check_takes_a_compatible_change(released: Project) -> None:
    released.write("books", LARGER)
    assert run(released, "generate", "--no-verify", "--jobs", "1").exit_code == 0
    assert run(released, "check", "--against", "HEAD").exit_code == 0


def test_an_overlay_is_part_of_the_interface(released: Project) -> None:
    overlay = {
        "overlay": "1.0.0",
        "info": {"title": "Ours", "version": "1"},
        "actions": [{"target": "$.methods[?@.name=='get']", "remove": True}],
    }
    path = released.specs / "books/overlay.json"
    path.write_text(json.dumps(overlay), "utf-8")
    done = run(released, "check", "--against", "HEAD")
    assert done.exit_code == 1
    assert "error[breaking-change] books/openrpc.json: get: the method is gone" in (
        done.stderr
    )


@pytest.mark.parametrize("revision", ["nothing", "--output=x", "HEAD~9", ""])
def test_a_revision_that_is_none_ends_with_1(revision: str, released: Project) -> None:
    done = run(released, "check", f"--against={revision}")
    assert done.exit_code == 1
    assert "error[git-revision]" in done.stderr


def test_no_repository_ends_with_1(tmp_path: Path) -> None:
    project = Project(tmp_path / "p")
    project.write_all({"books": OLD})
    done = run(project, "release")
    assert done.exit_code == 1
    assert "error[git-revision]" in done.stderr
    assert "not a git repository" in done.stderr


def test_when_a_document_was_fetched_changes_no_artifact(released: Project) -> None:
    manifest = (
        '[services.books]\nversion = "1.2.0"\norigin = "fetched"\n'
        'source = "x"\ndigest = "sha256:0"\nfetched = "2026-01-31"\n'
    )
    released.write_manifest(manifest)
    assert run(released, "check").stderr == "1 unchanged\n"
