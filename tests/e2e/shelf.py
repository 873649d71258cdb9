"""The flow of the README, the service that it calls, and the processes of a play."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from hero_runner.engines.lock import find_owner
from hero_runner.store.home import play_folder
from tests.e2e.readme import read_block
from tests.e2e.relay import Relay, running_relay
from tests.examples.service_process import running_service

SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Shelf:
    """Hold a folder with the flow, a home of the runner, and the relay it calls."""

    folder: Path
    relay: Relay

    @property
    def flow(self) -> Path:
        """The file of the flow."""
        return self.folder / "shelf.py"

    @property
    def home(self) -> Path:
        """The folder of the runner."""
        return self.folder / "home"

    @property
    def sockets(self) -> Path:
        """The folder of sockets; calls of the flow go to the relay."""
        return self.folder / "sockets"

    def run(self, *arguments: str) -> str:
        """Run a command of the runner as an operator does; returns its output."""
        command = [sys.executable, "-m", "hero_runner", *arguments]
        clean = {"PATH": os.defpath, "PATH_SOCKET": str(self.sockets)}
        done = subprocess.run(
            [*command, "--home", str(self.home)],
            env=clean,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def show(self, play: str) -> dict[str, Any]:
        """Return all that the runner knows of a play."""
        found: dict[str, Any] = json.loads(self.run("show", play, "--json"))
        return found

    def show_status(self, play: str) -> str | None:
        """Return the status of a play, if there is one."""
        plays = json.loads(self.run("plays", "--json")) if self.home.exists() else []
        return next((item["status"] for item in plays if item["id"] == play), None)

    def find_runner(self, play: str) -> int:
        """Return the process that owns a play."""
        owner = find_owner(play_folder(self.home, play))
        assert owner is not None
        return owner

    def verify_calls(self, interrupted: int) -> None:
        """Verify that all calls were made once, those that were interrupted twice."""
        calls = Counter(self.relay.calls)
        assert sum(name.startswith("page.list") for name in calls) >= 2
        assert sorted(calls.values()) == [
            *[1] * (len(calls) - interrupted),
            *[2] * interrupted,
        ]


@contextmanager
def laid_out_shelf() -> Iterator[Shelf]:
    """Lay out the flow beside a running service; paths of sockets must be short."""
    folder = Path(mkdtemp(prefix="hero-"))
    try:
        (folder / "shelf.py").write_text(read_block("flow"), "utf-8")
        with (
            running_service("hero_books", folder, "--seed") as service,
            running_relay(
                folder / "sockets/hero_books/rpc.sock", service.socket
            ) as relay,
        ):
            yield Shelf(folder, relay)
    finally:
        shutil.rmtree(folder)


def find_child(process: int) -> int:
    """Return the one child of a process: the flow of a runner (see proc(5))."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text("utf-8").rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == process:
            found.append(int(path.parent.name))
    assert len(found) == 1, found
    return found[0]


def kill(process: int) -> None:
    """Kill a process at once: nothing of it cleans up."""
    os.kill(process, signal.SIGKILL)


def wait_for(test: Callable[[], object]) -> None:
    """Wait until something is so."""
    deadline = time.monotonic() + SECONDS
    while not test():
        assert time.monotonic() < deadline, "it did not come to be"
        time.sleep(0.05)
