"""Measure a generated client: import, first typed answer, and calls."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.documents import ROOT, Skipped
from bench.environments import make_environment
from bench.measure import (
    BASELINE,
    Command,
    CommandFailed,
    baseline,
    measure,
    measure_together,
)
from bench.progress import show
from bench.report import Report, Table, usage_table
from bench.settings import Settings

CALLS = 3000
"""Calls in each run."""

_CONSTRUCT = "from hero_books_client import HeroBooks; HeroBooks('/nonexistent')"
_ONE_MODEL = """
from pydantic import BaseModel
class Book(BaseModel):
    name: str
Book.model_validate_json('{"name": "a"}')
"""
_HTTP_CLIENT = "import http.client, json, socket"
_FIRST_ANSWER = """
import sys
from hero_books_client import HeroBooks
print(HeroBooks(sys.argv[1]).book_list().books[0].title)
"""


def run(settings: Settings) -> Report:
    """Measure the client of hero_books against a server of three canned books."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = str(folder / "books.sock")
        pythons, notes = _pythons(folder)
        with _server(path):
            start = _measure_start(path, settings)
            calls = _measure_calls(path, pythons, settings)
    return Report((start, calls), notes)


def _pythons(folder: Path) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the interpreter for each kind of exchange, and what is missing."""
    pythons = dict.fromkeys(("socket", "http.client", "client"), sys.executable)
    try:
        pythons["httpx"] = str(make_environment(folder / "httpx", "httpx") / "python")
    except Skipped as reason:
        return pythons, (str(reason),)
    return pythons, ()


@contextmanager
def _server(path: str) -> Iterator[None]:
    command = [sys.executable, "-m", "bench.books_server", path]
    process = subprocess.Popen(command, cwd=ROOT)
    try:
        deadline = time.monotonic() + 20
        while not Path(path).exists():
            if process.poll() is not None or time.monotonic() > deadline:
                raise CommandFailed("the server of canned books does not start")
            time.sleep(0.02)
        yield
    finally:
        process.terminate()
        process.wait()


def _measure_start(path: str, settings: Settings) -> Table:
    programs = {
        "floor: http.client, json": _HTTP_CLIENT,
        "floor: pydantic, one model": _ONE_MODEL,
        "import and construct": _CONSTRUCT,
        "first typed answer": _FIRST_ANSWER,
    }
    commands = {BASELINE: baseline()} | {
        name: Command((sys.executable, "-c", program, path))
        for name, program in programs.items()
    }
    usages = measure_together(commands, max(settings.runs, 9))
    return usage_table("start of a client", usages, BASELINE)


def _measure_calls(path: str, pythons: dict[str, str], settings: Settings) -> Table:
    found: dict[str, list[dict[str, float]]] = {kind: [] for kind in pythons}
    for number in range(settings.runs):
        show(f"run {number + 1} of {settings.runs}: {CALLS} calls each")
        for kind, python in pythons.items():
            module = (python, "-m", "bench.exchange", kind, path, str(CALLS))
            output = measure(Command(module, folder=ROOT)).output
            found[kind].append(json.loads(output))
    figures = {
        kind: [
            statistics.median(run[key] for run in runs) * 1e6 for key in ("cpu", "wall")
        ]
        for kind, runs in found.items()
    }
    base = figures["socket"]
    return Table(
        "a call over a Unix socket, kept alive, three small objects in the answer",
        ("", "CPU us", "wall us", "CPU ratio", "wall ratio"),
        tuple(
            (kind, cpu, wall, cpu / base[0], wall / base[1])
            for kind, (cpu, wall) in figures.items()
        ),
    )
