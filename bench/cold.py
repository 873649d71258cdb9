"""Measure one document at a time, cold, beside openrpcclientgenerator.

The other generator reads `openrpc.json` in its working directory, writes below the
folder it is given, and exits with 0 even if it fails: a document counts as done only
if the last file it writes is there. Both run as whole processes and without mypy.
"""

from __future__ import annotations

import shutil
import statistics
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.documents import (
    Skipped,
    find_corpus,
    generator_script,
    list_documents,
    service_name,
)
from bench.environments import make_environment
from bench.measure import (
    BASELINE,
    Command,
    Usage,
    baseline,
    measure,
    measure_together,
)
from bench.report import Cell, Report, Table
from bench.settings import Settings

PEER = "openrpcclientgenerator"

SAMPLE = frozenset(
    {
        *("open-rpc-example-empty", "hero-job-manager", "mycelium", "quantumcoin"),
        "lotus-full",
    }
)
"""Documents measured by default: from 99 bytes to 1.2 MB; the last is one that the other
generator cannot do."""


@dataclass(frozen=True, slots=True)
class _Result:
    """Hold what one document took."""

    document: Path
    ours: Usage
    peer: Usage | None
    floor: Usage


def run(settings: Settings) -> Report:
    """Measure a sample of the corpus, or all of it."""
    documents = list_documents(find_corpus())
    if not settings.everything:
        documents = [d for d in documents if d.parent.name in SAMPLE] or documents[::14]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        notes: tuple[str, ...] = ()
        script: Path | None = None
        try:
            script = make_environment(folder / "peer", PEER) / "orpc"
        except Skipped as reason:
            notes = (str(reason),)
        results = [_measure(d, folder, script, settings) for d in documents]
    if script is not None:
        done = sum(result.peer is not None for result in results)
        notes = (f"{PEER} did {done} of these {len(results)} documents",)
    return Report((_table(results), _summary(results)), notes)


def _measure(
    document: Path, folder: Path, script: Path | None, settings: Settings
) -> _Result:
    name = service_name(document)
    output = folder / "output"
    arguments = ["generate", f"--document={document}", f"--name={name}"]
    arguments += [f"--out={output}", "--no-verify", "--jobs=1"]
    ours = f"hero-generator {document.parent.name}"
    commands = {
        BASELINE: baseline(),
        ours: Command((generator_script(), *arguments), prepare=_removal(output)),
    }
    if script is not None and _peer_can(
        peer := _peer_command(document, folder, script)
    ):
        commands[PEER] = peer
    usages = measure_together(commands, settings.runs)
    return _Result(document, usages[ours], usages.get(PEER), usages[BASELINE])


def _peer_command(document: Path, folder: Path, script: Path) -> Command:
    work = folder / "peer-work" / service_name(document)
    work.mkdir(parents=True)
    shutil.copy(document, work)
    output = work / "output"
    arguments = (str(script), "python", "http://localhost/", str(output))
    return Command(arguments, folder=work, prepare=_removal(output))


def _peer_can(command: Command) -> bool:
    measure(command)
    assert command.folder is not None
    return any(command.folder.glob("output/python/*/setup.py"))


def _removal(folder: Path) -> Callable[[], None]:
    return lambda: shutil.rmtree(folder, ignore_errors=True)


def _table(results: list[_Result]) -> Table:
    headers = ("", "KiB", "ours CPU s", "ours wall s", "ours MiB", "ours / pass")
    return Table(
        "one document cold",
        (*headers, "peer CPU s", "peer wall s", "peer MiB", "ours / peer"),
        tuple(_row(result) for result in results),
    )


def _row(result: _Result) -> tuple[Cell, ...]:
    ours, peer = result.ours, result.peer
    return (
        result.document.parent.name,
        round(result.document.stat().st_size / 1024, 1),
        ours.cpu,
        ours.wall,
        round(ours.peak, 1),
        ours.cpu / result.floor.cpu,
        None if peer is None else peer.cpu,
        None if peer is None else peer.wall,
        None if peer is None else round(peer.peak, 1),
        None if peer is None else ours.cpu / peer.cpu,
    )


def _summary(results: list[_Result]) -> Table:
    both = [(r.ours.cpu, r.peer.cpu) for r in results if r.peer is not None]
    rows: list[tuple[Cell, ...]] = [
        ("all, ours", len(results), statistics.median(r.ours.cpu for r in results))
    ]
    if both:
        rows.append(("done by both, ours", len(both), _median(both, 0)))
        rows.append(("done by both, peer", len(both), _median(both, 1)))
    return Table("medians", ("", "documents", "CPU s"), tuple(rows))


def _median(pairs: list[tuple[float, float]], side: int) -> float:
    return statistics.median(pair[side] for pair in pairs)
