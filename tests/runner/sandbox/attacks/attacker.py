"""Run attacks as this user, and, when that is root, as an ordinary one as well."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from hero_runner.sandbox import Environment
from tests.repository.modules import ROOT
from tests.runner.sandbox.attacks.driver import run_jobs
from tests.runner.sandbox.attacks.host import NOBODY, SECRET, Host

USERS = ("root", "ordinary") if os.geteuid() == 0 else ("this user",)


@dataclass(frozen=True)
class Attacker:
    """Run scripts in the sandbox for one user."""

    user: str
    environment: Environment
    host: Host
    driver: "subprocess.Popen[str] | None" = None
    """The process of another user, which runs the scripts."""

    @property
    def is_other(self) -> bool:
        """Tell whether it is another user than the one who runs the tests."""
        return self.user == "ordinary"

    def run(self, source: str, inputs: str = "", **job: Any) -> dict[str, Any]:
        """Run a script and return what the host knows of it; see `run_job`.

        `limits`, `budget` and `service` are those of the job.
        """
        (outcome,) = self.run_together([{"source": source, "inputs": inputs, **job}])
        return outcome

    def run_together(self, jobs: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Run scripts at the same time."""
        whole = [{**self.job(), **job} for job in jobs]
        if self.driver is None:
            return run_jobs(whole)
        assert self.driver.stdin is not None and self.driver.stdout is not None
        self.driver.stdin.write(json.dumps(whole) + "\n")
        self.driver.stdin.flush()
        outcomes: list[dict[str, Any]] = json.loads(self.driver.stdout.readline())
        return outcomes

    def job(self) -> dict[str, Any]:
        """Return what every job has."""
        environment = asdict(self.environment)
        return {"environment": json.loads(json.dumps(environment, default=str))}

    def command(self) -> list[str]:
        """Return the command that runs a job as this user."""
        driver = [sys.executable, "-B", "-m", "tests.runner.sandbox.attacks.driver"]
        if not self.is_other:
            return driver
        return [*_open_paths(), *_become(NOBODY), *driver]

    def target(self) -> dict[str, Any]:
        """Return what the probes are to look for."""
        program, *_ = self.environment.interpreter_paths
        return {
            "secret": SECRET,
            "canary": str(self.host.canary),
            "home": os.path.expanduser("~"),
            "runner": str(ROOT / "runner/src/hero_runner/__init__.py"),
            "interpreter": str(program.parent.parent),
            "program": str(program),
            "victim": self.host.victims[self.is_other],
            "port": self.host.port,
            "abstract": self.host.abstract,
            "socket": str(self.host.socket),
        }


@contextmanager
def start_attacker(
    user: str, environment: Environment, host: Host
) -> Iterator[Attacker]:
    """Start the process of another user, where there is one."""
    attacker = Attacker(user, environment, host)
    if not attacker.is_other:
        yield attacker
        return
    with subprocess.Popen(
        attacker.command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={"PATH": os.defpath, "HERO_SECRET": SECRET, "HOME": "/nonexistent"},
    ) as driver:
        yield replace(attacker, driver=driver)


def _become(user: int) -> list[str]:
    number = str(user)
    return ["setpriv", "--reuid", number, "--regid", number, "--clear-groups", "--"]


def _open_paths() -> list[str]:
    """Return a command that lets others enter where root keeps what is needed.

    A checkout or an interpreter below root's home cannot be read by another user;
    in a mount namespace of its own, it can.
    """
    needed = {ROOT, Path(sys.prefix), Path(os.path.realpath(sys.base_prefix))}
    bwrap = shutil.which("bwrap") or "bwrap"
    command = [bwrap, "--dev-bind", "/", "/", "--die-with-parent"]
    closed = {parent for path in needed for parent in _closed_parents(path)}
    for parent in sorted(closed):
        command += ["--perms", "0755", "--tmpfs", str(parent)]
    for path in sorted(needed):
        if closed & {*path.parents}:
            for parent in reversed(path.parents[:-1]):
                command += ["--dir", str(parent)]
            command += ["--ro-bind", str(path), str(path)]
    return [*command, "--"]


def _closed_parents(path: Path) -> Iterator[Path]:
    """Yield the first parent, from the root on, that others cannot enter."""
    for parent in reversed(path.parents):
        if not parent.stat().st_mode & 0o001:
            yield parent
            return
