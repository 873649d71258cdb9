"""Measure whole processes: processor time, wall time and peak memory.

Commands that are compared run in turns, so that a machine that slows down slows all of
them down. A first run of each is not counted: it fills the caches of bytecode, which
lie in a temporary folder, for nothing may be written beside the sources.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bench.progress import show

BASELINE = "python -c pass"
"""Name of the command that does nothing, which others are compared with."""


class CommandFailed(Exception):
    """Say that a measured command did not do what it was measured for."""


@dataclass(frozen=True, slots=True)
class Command:
    """Hold a command and what makes each run of it start from the same state."""

    arguments: tuple[str, ...]
    folder: Path | None = None
    prepare: Callable[[], None] | None = None
    environment: Mapping[str, str] = field(default_factory=dict)
    """Variables set in addition to those of this process."""


@dataclass(frozen=True, slots=True)
class Usage:
    """Hold what a process and all it waited for used."""

    cpu: float
    """Seconds of processor time, user and system."""
    wall: float
    """Seconds from start to end."""
    peak: float
    """MiB resident at most in the largest single process."""
    output: str
    """What it wrote, both streams."""


def baseline() -> Command:
    """Return the command that does nothing but start Python."""
    return Command((sys.executable, "-c", "pass"))


def measure(command: Command) -> Usage:
    """Run a command once.

    Raises CommandFailed if it does not exit with 0.
    """
    if command.prepare is not None:
        command.prepare()
    with tempfile.TemporaryFile() as stream:
        start = time.perf_counter()
        process = subprocess.Popen(
            command.arguments,
            cwd=command.folder,
            env=build_environment(command.environment),
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=subprocess.STDOUT,
        )
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        stream.seek(0)
        output = stream.read().decode("utf-8", "replace")
    if process.returncode != 0:
        shown = " ".join(Path(command.arguments[0]).name.split())
        raise CommandFailed(
            f"{shown} ended with {process.returncode}:\n{output[-2000:]}"
        )
    return Usage(
        used.ru_utime + used.ru_stime, wall, to_mebibytes(used.ru_maxrss), output
    )


def measure_together(
    commands: Mapping[str, Command], runs: int, *, warm: bool = True
) -> dict[str, Usage]:
    """Run commands in turns and return the median of each figure, by name.

    The output is that of the last run.
    """
    if warm:
        show(f"warm up: {', '.join(commands)}")
        for command in commands.values():
            measure(command)
    found: dict[str, list[Usage]] = {name: [] for name in commands}
    for number in range(runs):
        show(f"run {number + 1} of {runs}: {', '.join(commands)}")
        for name, command in commands.items():
            found[name].append(measure(command))
    return {name: _median(usages) for name, usages in found.items()}


def _median(usages: list[Usage]) -> Usage:
    return Usage(
        statistics.median(usage.cpu for usage in usages),
        statistics.median(usage.wall for usage in usages),
        statistics.median(usage.peak for usage in usages),
        usages[-1].output,
    )


def build_environment(added: Mapping[str, str]) -> dict[str, str]:
    """Return the variables of this process and others, with a folder for bytecode."""
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": _bytecode_folder(), **added}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return environment


def _bytecode_folder() -> str:
    """Return the folder for bytecode, which runs of the benchmarks share."""
    return str(Path(tempfile.gettempdir()) / f"hero-codegen-bytecode-{os.getuid()}")


def to_mebibytes(resident: int) -> float:
    """Convert `ru_maxrss`, which is in KiB on Linux and in bytes on macOS."""
    return resident / (2**20 if sys.platform == "darwin" else 2**10)
