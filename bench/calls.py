"""Measure calls of a generated client beside what else could make them."""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.documents import ROOT, Skipped
from bench.environments import make_environment
from bench.measure import Command, CommandFailed, measure
from bench.progress import show
from bench.report import Report, Table
from bench.settings import Settings

CALLS = 3000
"""Calls in each run."""

TASKS = (1, 10, 100)
"""Calls that are under way together."""

PEER = ("openrpcclientgenerator", "jsonrpc2-pyclient", "py-undefined")

_SYNC = {
    "bare socket": "socket",
    "http.client": "http.client",
    "generated client, typed": "client",
    "httpx": "httpx",
}
_APART = {"generated client: write, read, validate": "nothing", "json alone": "json"}
_ASYNC = {
    "generated client, typed": "client",
    "aiohttp": "aiohttp",
    "httpx": "httpx",
    "openrpcclientgenerator's client, typed": "peer",
}


@dataclass(frozen=True, slots=True)
class _Python:
    """Hold an interpreter and what it needs to find its modules."""

    path: str
    environment: Mapping[str, str]


def run(settings: Settings) -> Report:
    """Measure against a server of three canned books."""
    ours = _Python(sys.executable, {})
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        others, notes = _install(folder)
        socket = str(folder / "books.sock")
        with serve_books(socket):
            tables = (
                _measure_sync(ours, others, socket, settings),
                _measure_apart(ours, socket, settings),
                *_measure_async(ours, others, socket, settings),
            )
    return Report(tables, notes)


@contextmanager
def serve_books(path: str) -> Iterator[None]:
    """Run the server of canned books on a socket."""
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


def _install(folder: Path) -> tuple[dict[str, _Python], tuple[str, ...]]:
    """Return the interpreter of each kind that can be had, and what is missing."""
    found: dict[str, _Python] = {}
    notes: list[str] = []
    for kind, packages in {
        "httpx": ("httpx",),
        "aiohttp": ("aiohttp",),
        "peer": PEER,
    }.items():
        try:
            commands = make_environment(folder / kind, *packages)
            path = _generate_peer(commands, folder) if kind == "peer" else {}
        except (Skipped, CommandFailed) as reason:
            notes.append(str(reason))
            continue
        found[kind] = _Python(str(commands / "python"), path)
    return found, tuple(notes)


def _generate_peer(commands: Path, folder: Path) -> dict[str, str]:
    """Let the other generator make its client of the same document."""
    work = folder / "generated-by-peer"
    work.mkdir()
    shutil.copy(ROOT / "specs" / "hero_books" / "openrpc.json", work)
    arguments = (str(commands / "orpc"), "python", "http://localhost/rpc", "out")
    measure(Command(arguments, folder=work))
    made = next(work.glob("out/python/*/setup.py"), None)
    if made is None:
        raise Skipped("openrpcclientgenerator made no client of hero_books")
    return {"PYTHONPATH": str(made.parent)}


def _measure_sync(
    ours: _Python, others: Mapping[str, _Python], socket: str, settings: Settings
) -> Table:
    commands = {
        name: _command("bench.exchange", others.get(kind, ours), kind, socket)
        for name, kind in _SYNC.items()
        if kind != "httpx" or kind in others
    }
    return _table("a call over a Unix socket, kept alive", commands, settings)


def _measure_apart(ours: _Python, socket: str, settings: Settings) -> Table:
    commands = {
        name: _command("bench.exchange", ours, kind, socket)
        for name, kind in _APART.items()
    }
    return _table("the same without the exchange", commands, settings)


def _measure_async(
    ours: _Python, others: Mapping[str, _Python], socket: str, settings: Settings
) -> Iterator[Table]:
    for tasks in TASKS:
        commands = {
            name: _command(
                "bench.async_exchange", others.get(kind, ours), kind, socket, str(tasks)
            )
            for name, kind in _ASYNC.items()
            # The peer ends the connections of all its calls with each of them.
            if kind == "client" or (kind in others and (kind != "peer" or tasks == 1))
        }
        title = f"a call in an event loop, {tasks} under way"
        yield _table(title, commands, settings)


def _command(
    module: str, python: _Python, kind: str, socket: str, *more: str
) -> Command:
    arguments = (python.path, "-m", module, kind, socket, str(CALLS), *more)
    return Command(arguments, folder=ROOT, environment=python.environment)


def _table(title: str, commands: Mapping[str, Command], settings: Settings) -> Table:
    """Build a table of medians; ratios are to the first row."""
    found: dict[str, list[dict[str, float]]] = {name: [] for name in commands}
    for number in range(settings.runs):
        show(f"{title}: run {number + 1} of {settings.runs}")
        for name, command in commands.items():
            found[name].append(json.loads(measure(command).output.splitlines()[-1]))
    figures = {
        name: [
            statistics.median(run[key] for run in runs) * 1e6 for key in ("cpu", "wall")
        ]
        for name, runs in found.items()
    }
    base = next(iter(figures.values()))
    rows = tuple(
        (name, cpu, wall, cpu / base[0], wall / base[1], 1e6 / wall)
        for name, (cpu, wall) in figures.items()
    )
    headers = ("", "CPU us", "wall us", "CPU ratio", "wall ratio", "calls/s")
    return Table(title, headers, rows)
