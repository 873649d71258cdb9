"""Measure what the sandbox adds to a script, in turns with plain Python."""

from __future__ import annotations

import statistics
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.documents import Skipped
from bench.measure import CommandFailed
from bench.progress import show
from bench.report import Report, Table
from bench.settings import Settings
from hero_runner.sandbox import Environment, prepare_environment, run_script
from hero_runner.sandbox.bubblewrap import Missing, find_tools

TURNS = 8
"""Starts of each kind in one run."""

IMPORTING = "import hero_books_client.client"


@dataclass(frozen=True)
class Granted:
    """Hold a grant."""

    service: str
    package: str
    folder: Path


def run(settings: Settings) -> Report:
    """Compare two scripts, plain and confined; and time making an environment."""
    tools = find_tools()
    if isinstance(tools, Missing):
        raise Skipped(tools.reason)
    with TemporaryDirectory() as cache:
        build_seconds = _time(lambda: _prepare(Path(cache)))
        find_seconds = _time(lambda: _prepare(Path(cache)))
        environment = _prepare(Path(cache))
        rows = [
            _compare(name, source, environment, settings.runs * TURNS)
            for name, source in (("pass", "pass"), ("a client", IMPORTING))
        ]
    headers = ("script", "plain ms", "sandbox ms", "added ms")
    table = Table("a script, from start to outcome (median)", headers, tuple(rows))
    notes = (
        f"the environment of one client: built in {build_seconds:.2f} s, found again "
        f"in {find_seconds * 1000:.1f} ms",
        "aim: at most 25 ms added",
    )
    return Report((table,), notes)


def _prepare(cache: Path) -> Environment:
    spec = find_spec("hero_books_client")
    if spec is None or not spec.submodule_search_locations:
        raise CommandFailed("the client of the books service is not installed")
    folder = Path(spec.submodule_search_locations[0])
    grant = Granted("hero_books", "hero_books_client", folder)
    return prepare_environment([grant], cache)


def _compare(
    name: str, source: str, environment: Environment, turns: int
) -> tuple[str, float, float, float]:
    python = str(environment.folder / "bin/python")

    def start_plain() -> None:
        command = [python, "-I", "-B", "-c", source]
        subprocess.run(command, check=True, capture_output=True)

    def start_confined() -> None:
        outcome = run_script(source, environment, broker=None)
        if outcome.status != "done":
            raise CommandFailed(f"{outcome.reason}\n{outcome.stderr}")

    show(f"{turns} turns: {name}")
    plain, confined = [], []
    start_plain()
    start_confined()
    for _ in range(turns):
        plain.append(_time(start_plain) * 1000)
        confined.append(_time(start_confined) * 1000)
    medians = statistics.median(plain), statistics.median(confined)
    return name, *medians, medians[1] - medians[0]


def _time(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start
