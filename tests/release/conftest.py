"""Build all distributions once, in a copy of the workspace under odd circumstances."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.repository.modules import ROOT

SOURCES = ("runtime", "generator", "runner", "generated", "release")


def build_in_copy(copy: Path, umask: int, **environment: str) -> Path:
    """Copy the workspace, build with its own command, and return the output folder."""
    leftovers = shutil.ignore_patterns("__pycache__", "dist", "*.egg-info", ".*")
    for name in SOURCES:
        shutil.copytree(ROOT / name, copy / name, ignore=leftovers)
    for path in copy.rglob("*"):
        path.chmod((0o777 if path.is_dir() else 0o666) & ~umask)
        os.utime(path, (umask * 10**6, umask * 10**6))
    done = subprocess.run(
        [sys.executable, "-m", "release"],
        cwd=copy,
        env=os.environ | environment,
        umask=umask,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return copy / "dist"


@pytest.fixture(scope="session")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of distributions and their index."""
    copy = tmp_path_factory.mktemp("first")
    return build_in_copy(copy, 0o022, TZ="UTC", LC_ALL="C", PYTHONHASHSEED="0")
