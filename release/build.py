"""Build wheels and source distributions, the same bytes wherever it happens."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from build import ProjectBuilder
from pyproject_hooks import quiet_subprocess_runner

EPOCH = "1577836800"
"""What SOURCE_DATE_EPOCH is: 2020-01-01, whatever commit is built and when."""

KEPT_BY_HAND = ("runtime", "generator", "runner")


def list_members(root: Path) -> list[Path]:
    """Return the folder of every distribution of the workspace."""
    generated = sorted(p.parent for p in root.glob("generated/*/pyproject.toml"))
    return [*(root / name for name in KEPT_BY_HAND), *generated]


def build_members(root: Path, output: Path) -> dict[Path, list[Path]]:
    """Build the wheel and the source distribution of each member, in this order.

    The output folder is emptied of earlier ones. Nothing is downloaded: the build
    backends are those that are installed.
    """
    output.mkdir(parents=True, exist_ok=True)
    for leftover in (*output.glob("*.whl"), *output.glob("*.tar.gz")):
        leftover.unlink()
    shutil.rmtree(output / "simple", ignore_errors=True)
    os.environ["SOURCE_DATE_EPOCH"] = EPOCH
    os.umask(0o022)
    built = {}
    for folder in list_members(root):
        builder = ProjectBuilder(folder, sys.executable, quiet_subprocess_runner)
        missing = builder.check_dependencies("wheel")
        if missing:
            raise FileNotFoundError(f"{folder.name} needs {missing} to be built")
        wheel, sdist = builder.build("wheel", output), builder.build("sdist", output)
        built[folder] = [Path(wheel), Path(sdist)]
    return built
