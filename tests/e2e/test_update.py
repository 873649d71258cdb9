"""`make update` turns what services answer into a patch with the differences as text."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.examples.service_process import ROOT, running_service

NAME = "hero_books"
GIT = ("git", "-c", "user.name=t", "-c", "user.email=t@localhost")


def run(folder: Path, *command: str, **environment: str) -> Any:
    """Run a command in a folder, keeping what it says."""
    return subprocess.run(
        command,
        cwd=folder,
        env=os.environ | environment,
        capture_output=True,
        text=True,
    )


def read_head(folder: Path) -> str:
    """Return what differs from the last commit, ignored files apart."""
    return str(run(folder, "git", "status", "--porcelain").stdout)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a repository whose cached document is older than the service."""
    folder = tmp_path / "checkout"
    (folder / ".ci").mkdir(parents=True)
    for name in (".ci/update", ".ci/propose-update", ".gitignore"):
        (folder / name).write_bytes((ROOT / name).read_bytes())
        (folder / name).chmod(0o755)
    document = json.loads((ROOT / f"specs/{NAME}/openrpc.json").read_bytes())
    del document["methods"][2]
    document["methods"].append({"name": "book.burn", "params": []})
    spec = folder / f"specs/{NAME}/openrpc.json"
    spec.parent.mkdir(parents=True)
    spec.write_text(json.dumps(document), "utf-8")
    (folder / "specs/specs.toml").write_text(f"[services.{NAME}]\n", "utf-8")
    made = run(
        folder, sys.executable, "-m", "hero_generator", "generate", "--no-verify"
    )
    assert made.returncode == 0, made.stderr
    run(folder, "git", "init", "-q", "-b", "main")
    run(folder, "git", "add", "--all")
    assert run(folder, *GIT, "commit", "-qm", "Begin").returncode == 0
    return folder


@pytest.fixture
def sockets(tmp_path: Path) -> Iterator[Path]:
    """Return the folder of the sockets of a running service."""
    folder = tmp_path / "s"
    (folder / NAME).mkdir(parents=True)
    with running_service(NAME, folder, socket_name=f"{NAME}/rpc.sock"):
        yield folder


def update(checkout: Path, sockets: Path, *options: str) -> Any:
    """Run the script with this interpreter's generator."""
    command = Path(sys.executable).parent / "hero-generator"
    places = {"PATH_SOCKET": str(sockets), "HERO_SOCKET_DIR": "", "PATH_ROOT": ""}
    return run(checkout, ".ci/update", *options, HERO_GENERATOR=str(command), **places)


def test_a_patch_and_its_text_and_nothing_else(checkout: Path, sockets: Path) -> None:
    done = update(checkout, sockets, "--patch-only")
    assert done.returncode == 0, done.stderr
    assert read_head(checkout) == ""
    text = (checkout / "update/changes.md").read_text("utf-8")
    assert text.startswith("Update the documents of services\n\n## hero_books\n")
    assert "book.burn" in text and "book.exists" in text and "reaking" in text
    assert run(checkout, "git", "worktree", "list").stdout.count("\n") == 1
    patch = checkout / "update/changes.patch"
    assert run(checkout, "git", "apply", "--check", str(patch)).returncode == 0
    run(checkout, "git", "apply", str(patch))
    stub = checkout / f"generated/{NAME}/src/{NAME}_client/interface.pyi"
    assert "def book_exists(" in stub.read_text("utf-8")


def test_the_checkout_is_changed_once(checkout: Path, sockets: Path) -> None:
    assert update(checkout, sockets).returncode == 0
    assert f"M  specs/{NAME}/openrpc.json" in read_head(checkout)
    cached = checkout / f"specs/{NAME}/openrpc.json"
    assert cached.read_bytes() == (ROOT / f"specs/{NAME}/openrpc.json").read_bytes()
    run(checkout, *GIT, "commit", "-qam", "Update")
    again = update(checkout, sockets)
    assert (again.returncode, again.stdout) == (0, "Nothing changed.\n")
    assert read_head(checkout) == ""


def test_other_changes_are_left_alone(checkout: Path, sockets: Path) -> None:
    spec = checkout / f"specs/{NAME}/openrpc.json"
    spec.write_text(spec.read_text("utf-8") + "\n", "utf-8")
    before = spec.read_bytes()
    done = update(checkout, sockets)
    assert done.returncode == 1 and "Commit or stash them" in done.stderr
    assert spec.read_bytes() == before


def test_without_services_nothing_changes(checkout: Path, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    done = update(checkout, tmp_path / "none")
    assert done.stdout == "Nothing changed.\n"
    assert read_head(checkout) == ""


def test_the_proposal_carries_the_text(
    checkout: Path, sockets: Path, tmp_path: Path
) -> None:
    """A stand-in for gh records its calls; git and the remote are real."""
    remote, tools = tmp_path / "remote.git", tmp_path / "bin"
    run(tmp_path, "git", "init", "-q", "--bare", str(remote))
    run(checkout, "git", "remote", "add", "origin", str(remote))
    tools.mkdir()
    script = f'#!/bin/sh\necho "$@" >> {tools}/calls\n'
    (tools / "gh").write_text(script, "utf-8")
    (tools / "gh").chmod(0o755)
    path = f"{tools}{os.pathsep}{os.environ['PATH']}"
    idle = run(checkout, ".ci/propose-update", PATH=path)
    assert (idle.returncode, idle.stdout) == (0, "Nothing to propose.\n")
    assert update(checkout, sockets).returncode == 0
    done = run(checkout, ".ci/propose-update", PATH=path)
    assert done.returncode == 0, done.stderr
    message = run(remote, "git", "log", "-1", "--format=%B", "update-specs").stdout
    assert message.startswith("Update the documents of services\n\n## hero_books")
    calls = (tools / "calls").read_text("utf-8")
    assert "pr create --head update-specs" in calls and "--body-file" in calls
