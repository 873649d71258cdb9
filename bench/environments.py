"""Make temporary environments for what is compared with and not installed here."""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path

from bench.documents import Skipped
from bench.progress import show

TIME_LIMIT = 300
"""Seconds that an installation may take."""


def make_environment(folder: Path, *packages: str) -> Path:
    """Install packages into a new environment and return the folder of its commands.

    Raises Skipped, with what pip said, if it cannot be installed.
    """
    package = packages[0]
    show(f"install {package} into a temporary environment")
    try:
        venv.create(folder, with_pip=True)
        commands = folder / ("Scripts" if sys.platform == "win32" else "bin")
        arguments = ["-m", "pip", "--disable-pip-version-check", "--no-input"]
        subprocess.run(
            [commands / "python", *arguments, "install", "--quiet", *packages],
            capture_output=True,
            text=True,
            timeout=TIME_LIMIT,
            check=True,
        )
    except subprocess.CalledProcessError as problem:
        text = str(problem.stderr or problem.stdout or problem).strip()
        raise Skipped(f"{package} cannot be installed: {text[-200:]}") from None
    except (OSError, subprocess.TimeoutExpired) as problem:
        raise Skipped(f"{package} cannot be installed: {problem}") from None
    return commands
