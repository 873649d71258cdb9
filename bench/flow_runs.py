"""Run a flow once, or kill it in a step and run it again; read its journal."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile, mkdtemp

from bench.flow_programs import Program
from bench.measure import CommandFailed, build_environment, to_mebibytes

NEVER = -1
RESUME_COUNT = 100
KILLED_STEP = 49
"""The 50th of 100 steps."""

TIME_LIMIT = 300.0


@dataclass(frozen=True, slots=True)
class Step:
    """Hold a step that ran: its number and when, in nanoseconds of two clocks."""

    number: int
    wall: int
    cpu: int


@dataclass(frozen=True, slots=True)
class Run:
    """Hold what a whole run cost: milliseconds, microseconds a step, MiB."""

    first: float
    step: float
    step_cpu: float
    peak: float


@dataclass(frozen=True, slots=True)
class Resumption:
    """Hold how a killed flow went on."""

    first_new: float
    """Milliseconds from the start of the process to the step that was interrupted."""
    repeated: int
    """Steps that ran twice, the interrupted one included."""


@dataclass(frozen=True, slots=True)
class Place:
    """Hold where an engine is run: its interpreter, and a folder of all its runs."""

    program: Program
    python: Path
    folder: Path

    def start_anew(self) -> Path:
        """Make a folder for a run; what an engine shares lies beside it."""
        return Path(mkdtemp(dir=self.folder))


def run_whole(place: Place) -> Run:
    """Run all steps. Raises CommandFailed."""
    folder = place.start_anew()
    started, peak = _run(place, folder, place.program.count, NEVER)
    steps = read_journal(folder)
    shutil.rmtree(folder)
    first, last = steps[0], steps[-1]
    between = (len(steps) - 1) * 1e3
    return Run(
        (first.wall - started) / 1e6,
        (last.wall - first.wall) / between,
        (last.cpu - first.cpu) / between,
        peak,
    )


def run_killed(place: Place) -> Resumption:
    """Kill a flow in its 50th step of 100, and run it again. Raises CommandFailed."""
    folder = place.start_anew()
    _run(place, folder, RESUME_COUNT, KILLED_STEP)
    before = len(read_journal(folder))
    started, _ = _run(place, folder, RESUME_COUNT, NEVER)
    steps = read_journal(folder)
    shutil.rmtree(folder)
    resumed = next(step for step in steps[before:] if step.number >= KILLED_STEP)
    counts = Counter(step.number for step in steps)
    return Resumption(
        (resumed.wall - started) / 1e6, sum(count > 1 for count in counts.values())
    )


def read_journal(folder: Path) -> list[Step]:
    """Return the steps that ran, in their order."""
    lines = (folder / "journal").read_text("utf-8").splitlines()
    return [Step(*map(int, line.split())) for line in lines]


def _run(place: Place, folder: Path, count: int, kill: int) -> tuple[int, float]:
    """Run the flow; returns when its process was started, and its peak in MiB."""
    file = folder / "steps.py"
    file.write_text(place.program.text, "utf-8")
    arguments: list[str | Path] = [place.python, file]
    if place.program.is_flow:
        arguments = [place.python, "-m", "hero_runner", "play", file]
        arguments += ["--id", "play", "--home", folder / "home"]
    environment = build_environment(
        {
            "BENCH_COUNT": str(count),
            "BENCH_KILL": str(kill),
            "BENCH_FOLDER": str(folder),
            "PREFECT_HOME": str(place.folder / "prefect"),
            "PREFECT_LOGGING_LEVEL": "ERROR",
            "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
            "DO_NOT_TRACK": "1",
        }
    )
    with TemporaryFile() as out, TemporaryFile() as err:
        started = time.monotonic_ns()
        process = subprocess.Popen(
            arguments,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
            start_new_session=True,
        )
        code, peak = _wait(process)
        out.seek(0)
        err.seek(0)
        wanted = str(sum(range(count))).encode()
        if kill == NEVER and (code != 0 or out.read().split()[-1:] != [wanted]):
            raise CommandFailed(
                f"{file.name} ended with {code}:\n{err.read()[-2000:]!r}"
            )
    return started, peak


def _wait(process: subprocess.Popen[bytes]) -> tuple[int, float]:
    """Wait for a process, and end what it leaves behind."""
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    return process.returncode, to_mebibytes(used.ru_maxrss)


def own_python() -> Path:
    """Return the interpreter that runs this."""
    return Path(sys.executable)
