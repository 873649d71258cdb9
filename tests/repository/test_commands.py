"""The commands are the same everywhere: in `make help`, on a laptop and in CI."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.repository.modules import ROOT

NAMES = {
    *("help", "setup", "generate", "check", "test", "lint", "types", "corpus"),
    *("flows", "bench", "demo", "clean", "update", "wheels"),
}
# Shows what `make generate` changed, new files included.
SHOW_CHANGES = "git add --intent-to-add . && git diff --exit-code"

# What `.ci/run` installs, for a user who is not root, where a profile forbids it.
INSTALL_SANDBOX = (
    "sudo apt-get install -qq -y bubblewrap && "
    "sudo sysctl -qw kernel.apparmor_restrict_unprivileged_userns=0"
)


def find_targets(makefile: str) -> set[str]:
    """Find the targets of a Makefile that are commands, not files or variables."""
    return set(re.findall(r"^([a-z][a-z0-9-]*):(?!=)", makefile, re.MULTILINE))


def find_other_commands(workflow: str) -> list[str]:
    """Find the commands of a workflow that are not `make NAME`, but two."""
    commands = re.findall(r"^\s*(?:- )?run:\s*(.*)$", workflow, re.MULTILINE)
    makes = {f"make {name}" for name in NAMES}
    allowed = {*makes, SHOW_CHANGES, INSTALL_SANDBOX}
    return [item for item in commands if item not in allowed]


def read_help(folder: Path) -> dict[str, str]:
    """Run `make help` and return the description of each command."""
    lines = subprocess.run(
        ["make", "--no-print-directory", "help"],
        cwd=folder,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    ).stdout.splitlines()
    words = [line.split(maxsplit=2) for line in lines]
    return {name: description for make, name, description in words if make == "make"}


def test_help_describes_every_command() -> None:
    targets = find_targets((ROOT / "Makefile").read_text("utf-8"))
    assert read_help(ROOT).keys() == targets == NAMES


def test_a_command_that_help_leaves_out_is_found(tmp_path: Path) -> None:
    text = (ROOT / "Makefile").read_text("utf-8") + "\nhidden: setup\n\t@true\n"
    (tmp_path / "Makefile").write_text(text, "utf-8")
    assert find_targets(text) - read_help(tmp_path).keys() == {"hidden"}


def test_the_workflow_runs_only_make_commands() -> None:
    workflow = (ROOT / ".github/workflows/ci.yml").read_text("utf-8")
    assert find_other_commands(workflow) == []
    assert {"run: make test", "run: make check", f"run: {SHOW_CHANGES}"} <= {
        line.strip() for line in workflow.splitlines()
    }


@pytest.mark.parametrize("command", ["pip install x", "make test || true", "|", "make"])
def test_another_command_of_a_workflow_is_found(command: str) -> None:
    workflow = f"steps:\n  - run: {command}\n  - name: x\n    run: make test\n"
    assert find_other_commands(workflow) == [command]


def test_the_update_runs_the_same_command_with_the_same_actions() -> None:
    folder = ROOT / ".github/workflows"
    update = (folder / "update-specs.yml").read_text("utf-8")
    assert find_other_commands(update) == [".ci/propose-update"]
    assert "\npermissions: {}\n" in update
    used = set(re.findall(r"uses: (\S+)", update))
    known = set(re.findall(r"uses: (\S+)", (folder / "ci.yml").read_text("utf-8")))
    assert used - known == {"actions/upload-artifact@v4"}
    for script in ("update", "propose-update"):
        assert os.access(ROOT / ".ci" / script, os.X_OK)


def test_the_workflow_may_do_nothing_but_read() -> None:
    workflow = (ROOT / ".github/workflows/ci.yml").read_text("utf-8")
    assert "\npermissions: {}\n" in workflow
    assert re.findall(r": (?:write|write-all)\b", workflow) == []


def test_continuous_integration_tests_and_then_checks() -> None:
    script = ROOT / ".ci/run"
    assert os.access(script, os.X_OK)
    lines = script.read_text("utf-8").splitlines()
    assert lines[0] == "#!/usr/bin/env bash"
    assert "set -euo pipefail" in lines
    assert [line for line in lines if line.startswith("make ")] == [
        "make test",
        "make check",
    ]


def test_a_machine_without_python_is_told_what_to_install(tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(ROOT / ".ci", copy / ".ci")
    for path in ("Makefile", "constraints.txt", "pyproject.toml"):
        shutil.copy(ROOT / path, copy / path)
    for folder in ("generator", "runtime", "runner"):
        (copy / folder).mkdir()
        (copy / folder / "pyproject.toml").touch()
    tools = tmp_path / "bin"
    tools.mkdir()
    for tool in ("sh", "make", "cat", "test", "echo"):
        (tools / tool).symlink_to(shutil.which(tool) or tool)
    done = subprocess.run(
        ["make", "setup"],
        cwd=copy,
        env={"PATH": str(tools)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 2
    assert "found no Python 3.11" in done.stderr
    assert "apt-get install python3 python3-venv" in done.stderr
    assert not (copy / ".venv").exists()
