"""Type-check artifacts; the only module that calls mypy."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

MAXIMUM_OUTPUT = 20_000
"""Characters of the checker's findings that are shown."""


def verify_packages(packages: list[tuple[Path, str]], cache: Path) -> str:
    """Check packages, given as source folder and import name, in one run.

    Returns the findings of `mypy --strict`, empty if there are none. No configuration
    is looked up from the surroundings.
    """
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        "--config-file=",
        "--no-error-summary",
    ]
    command += [f"--cache-dir={cache}", "--sqlite-cache", "--no-color-output"]
    for _, package in packages:
        command += ["-p", package]
    folders = os.pathsep.join(str(folder.resolve()) for folder, _ in packages)
    done = subprocess.run(
        command,
        env=os.environ | {"MYPYPATH": folders},
        cwd=packages[0][0],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode == 0:
        return ""
    return (done.stdout + done.stderr)[:MAXIMUM_OUTPUT] or "mypy failed without output"


def cache_folder() -> Path:
    """Return the folder for the checker's cache, as the XDG specification says.

    Where it cannot be made, a temporary folder stands in: a cache is only speed.
    """
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    folder = Path(base) / "hero-generator" / "mypy"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return Path(tempfile.gettempdir()) / f"hero-generator-{os.getuid()}"
    return folder
