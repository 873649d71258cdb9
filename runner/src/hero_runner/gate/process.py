"""Run a type checker as a process that sees nothing of its surroundings."""

from __future__ import annotations

import importlib.util
import os
import resource
import subprocess
import sys
import sysconfig
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from hero_runner.gate.grants import Grant

TIME_LIMIT: Final = 20.0
"""Seconds that a checker may take; one script takes a fraction of one."""

_MEMORY_LIMIT: Final = 4 * 2**30
"""Bytes of address space of a checker."""

VIEWS: Final = Path(__file__).parent / "views"
"""Stubs that stand in for parts of the runtime while a script is checked."""


class CheckerUnavailable(RuntimeError):
    """Say that a type checker is not installed or did not work."""


@dataclass(frozen=True, slots=True)
class Output:
    """Hold what a checker wrote, and how it ended."""

    code: int | None
    """Negative after a signal; nothing if the time ran out."""
    stdout: str
    stderr: str


def run_checker(
    command: Sequence[str], folder: Path, environment: Mapping[str, str]
) -> Output:
    """Run a checker in a folder with this environment and no other, within bounds."""
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        errors="replace",
    )
    with process:
        _limit_memory(process.pid)
        try:
            stdout, stderr = process.communicate(timeout=TIME_LIMIT)
        except subprocess.TimeoutExpired:
            process.kill()
            stdout, stderr = process.communicate()
            return Output(None, stdout, stderr)
    return Output(process.returncode, stdout, stderr)


def find_program(name: str) -> Path:
    """Return a program of this environment.

    Raises CheckerUnavailable if it is not there; PATH is not looked at.
    """
    folders = (sysconfig.get_path("scripts"), os.path.dirname(sys.executable))
    for folder in folders:
        path = Path(folder, name)
        if os.access(path, os.X_OK):
            return path
    raise CheckerUnavailable(
        f"the type checker {name} is not installed beside {sys.executable}: "
        "pip install 'hero-runner[agent]'"
    )


def list_source_folders(grants: Sequence[Grant]) -> list[Path]:
    """Return the folders that hold the runtime and the packages of grants."""
    folders = [find_package("hero_runtime").parent]
    folders += [grant.folder.parent for grant in grants]
    return list(dict.fromkeys(folders))


def find_package(name: str) -> Path:
    """Return the folder of an installed package, without importing it."""
    found = importlib.util.find_spec(name)
    if found is None or found.origin is None:
        raise CheckerUnavailable(f"{name} is not installed: pip install it again")
    return Path(found.origin).parent


def _limit_memory(process: int) -> None:
    if not hasattr(resource, "prlimit"):
        return  # Only Linux can limit another process.
    try:
        limits = (_MEMORY_LIMIT, _MEMORY_LIMIT)
        resource.prlimit(process, resource.RLIMIT_AS, limits)
    except (OSError, ValueError):
        return  # It has ended already, or its limit is lower.
