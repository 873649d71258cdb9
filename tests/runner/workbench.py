"""Write flows, play them with the real command, and look at what came of it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkdtemp
from textwrap import dedent
from typing import Any

HIDDEN = ("HERO_", "PATH_ROOT", "XDG_", "PATH_SOCKET")


class Launcher:
    """Hold the process that runs commands."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("launcher.py"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, request: dict[str, object]) -> int:
        """Run a command and return its exit code, negative for a signal."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())

    def close(self) -> None:
        """End the process."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(timeout=30)
        self._process.stdout.close()


@dataclass(frozen=True, slots=True)
class Done:
    """Hold what a command left."""

    code: int
    stdout: str
    stderr: str

    @property
    def result(self) -> Any:
        """The JSON on stdout."""
        return json.loads(self.stdout)


@dataclass(slots=True)
class Workbench:
    """Hold a home of the runner, a folder of flows and how commands are run."""

    folder: Path
    launcher: Launcher
    engine: tuple[str, ...] = ()
    environment: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.flows.mkdir()
        clean = {k: v for k, v in os.environ.items() if not k.startswith(HIDDEN)}
        self.environment = clean | {
            "HERO_RUNNER_HOME": str(self.home),
            "HERO_FLOWS": str(self.flows),
            "JOURNAL": str(self.folder / "journal"),
        }

    @property
    def home(self) -> Path:
        """The folder of the runner."""
        return self.folder / "home"

    @property
    def flows(self) -> Path:
        """The folder of flows."""
        return self.folder / "flows"

    def use_database(self, address: str) -> None:
        """Play with the engine dbos from now on."""
        self.environment |= {"HERO_ENGINE": "dbos", "HERO_DATABASE_URL": address}

    def write(self, name: str, source: str) -> Path:
        """Write a file of flows."""
        path = self.flows / f"{name}.py"
        path.write_text(dedent(source), "utf-8")
        return path

    def run(self, *arguments: str, **variables: str) -> Done:
        """Run a command to its end."""
        out, err = self.folder / "stdout", self.folder / "stderr"
        code = self.launcher.run(
            {
                "arguments": [*arguments],
                "environment": self.environment | variables,
                "folder": str(self.folder),
                "stdout": str(out),
                "stderr": str(err),
            }
        )
        return Done(code, out.read_text("utf-8"), err.read_text("utf-8"))

    def play(self, *arguments: str, **variables: str) -> Done:
        """Run `hero-runner play` with the engine under test."""
        return self.run("play", *self.engine, *arguments, **variables)

    def start(
        self, *arguments: str, environment: dict[str, str] | None = None
    ) -> subprocess.Popen[str]:
        """Start a command as it is installed; the caller ends it."""
        return subprocess.Popen(
            [sys.executable, "-m", "hero_runner", *arguments],
            env=self.environment if environment is None else environment,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def show(self, play: str) -> dict[str, Any]:
        """Return all that the runner knows of a play."""
        found: dict[str, Any] = self.run("show", play, "--json").result
        return found

    def journal(self) -> list[str]:
        """Return the lines that flows wrote to the file named by JOURNAL."""
        path = Path(self.environment["JOURNAL"])
        return path.read_text("utf-8").splitlines() if path.exists() else []

    def wait_for(
        self, test: Callable[[], object], seconds: float = 20, pause: float = 0.02
    ) -> None:
        """Wait until something is so."""
        deadline = time.monotonic() + seconds
        while not test():
            assert time.monotonic() < deadline, "it did not come to be"
            time.sleep(pause)


@contextmanager
def opened_workbench() -> Iterator[Workbench]:
    """Make a workbench beside the one of a test, as another machine would be."""
    launcher = Launcher()
    folder = Path(mkdtemp(prefix="hero-"))
    try:
        yield Workbench(folder, launcher)
    finally:
        launcher.close()
        shutil.rmtree(folder)
