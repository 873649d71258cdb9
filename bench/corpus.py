"""Measure the whole corpus: cold, one document changed, mypy, stages, loose types."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any

from bench.documents import (
    DOCUMENT,
    ROOT,
    Workspace,
    find_corpus,
    lay_out_corpus,
    list_documents,
    service_name,
)
from bench.measure import (
    BASELINE,
    Command,
    Usage,
    baseline,
    measure,
    measure_together,
)
from bench.progress import show
from bench.report import Report, Table, usage_table
from bench.settings import Settings
from bench.stages import STAGES

COLD_RUNS = 3
"""Runs of what takes long."""

_CHANGE = """
import json
import sys
path, title = sys.argv[1:]
with open(path, encoding="utf-8") as stream:
    value = json.load(stream)
value["info"]["title"] = title
with open(path, "w", encoding="utf-8") as stream:
    json.dump(value, stream)
"""

_VERIFY = """
import sys
from pathlib import Path
from hero_generator.verify import verify_packages
output, cache = map(Path, sys.argv[1:])
packages = [(path.parent, path.name) for path in sorted(output.glob("*/src/*"))]
findings = verify_packages(packages, cache)
print(len(findings.splitlines()), "lines of findings")
"""


@dataclass(frozen=True, slots=True)
class _Row:
    """Hold what `bench.stages` tells of one document."""

    name: str
    methods: int
    places: int
    wholly: int
    partly: int
    seconds: dict[str, float]

    @property
    def wholly_share(self) -> float:
        return self.wholly / self.places if self.places else 0.0

    @property
    def partly_share(self) -> float:
        return self.partly / self.places if self.places else 0.0


def run(settings: Settings) -> Report:
    """Measure everything that needs the corpus."""
    documents = list_documents(find_corpus())
    with tempfile.TemporaryDirectory() as folder:
        workspace = lay_out_corpus(Path(folder), documents)
        tables = [_whole_runs(workspace, documents, settings)]
        mypy, findings = _type_checks(workspace, Path(folder), settings)
    start, rows = _stages(documents)
    tables += [mypy, _stage_table(rows), _document_table(rows), _loosest(rows)]
    notes = (
        "peak MiB is that of the largest single process, workers included",
        f"mypy: {findings}",
        f"importing the tools and first use: {start:.2f} s CPU, once a process",
    )
    return Report(tuple(tables), notes)


def _whole_runs(
    workspace: Workspace, documents: list[Path], settings: Settings
) -> Table:
    """Measure whole runs over the corpus; what is written stays for what follows."""
    cold = {
        f"{len(documents)} documents cold, 2 workers": replace(
            workspace.command(), prepare=workspace.clear
        )
    }
    usages = measure_together({BASELINE: baseline()}, settings.runs)
    usages |= measure_together(cold, min(COLD_RUNS, settings.runs), warm=False)
    middle, largest = documents[len(documents) // 2], documents[-1]
    warm = {
        f"{label} document changed ({document.stat().st_size // 1024} KiB)": replace(
            workspace.command(), prepare=_change(workspace, document)
        )
        for label, document in (("middle", middle), ("largest", largest))
    }
    warm["nothing changed"] = workspace.command()
    usages |= measure_together(warm, settings.runs)
    return usage_table("whole runs, without mypy", usages, BASELINE)


def _change(workspace: Workspace, document: Path) -> Callable[[], None]:
    """Return what changes the title of a document, each time to another one.

    A process of its own decodes the document: what this one holds in memory would
    count as the least that its children use.
    """
    target = workspace.specs / service_name(document) / DOCUMENT
    numbers = count()

    def change() -> None:
        title = f"Changed {next(numbers)}"
        measure(Command((sys.executable, "-c", _CHANGE, str(target), title)))

    return change


def _type_checks(
    workspace: Workspace, folder: Path, settings: Settings
) -> tuple[Table, str]:
    """Check all packages as the generator does, without and with a warm cache."""
    show("mypy over all packages, cold")
    arguments = (str(workspace.output), str(folder / "mypy"))
    command = Command((sys.executable, "-c", _VERIFY, *arguments))
    usages: dict[str, Usage] = {"all packages, cold (one run)": measure(command)}
    warm = {BASELINE: baseline(), "all packages, warm": command}
    usages |= measure_together(warm, settings.runs)
    findings = usages["all packages, warm"].output.strip()
    return usage_table("mypy --strict, one run", usages, BASELINE), findings


def _stages(documents: list[Path]) -> tuple[float, list[_Row]]:
    """Time the stages in a process of their own, so that this one stays small."""
    show("stages of every document")
    runs = str(COLD_RUNS)
    paths = (str(document) for document in documents)
    command = (sys.executable, "-m", "bench.stages", runs, *paths)
    lines = measure(Command(command, folder=ROOT)).output.splitlines()
    values: list[dict[str, Any]] = [json.loads(line) for line in lines]
    return values[0]["start"], [_Row(**value) for value in values[1:]]


def _stage_table(rows: list[_Row]) -> Table:
    whole = sum(row.seconds["whole"] for row in rows)
    sums = {stage: sum(row.seconds[stage] for row in rows) for stage in STAGES}
    return Table(
        "stages over the corpus, warm, one process",
        ("", "CPU s", "share %"),
        (
            *((stage, sums[stage], 100 * sums[stage] / whole) for stage in STAGES),
            ("all", whole, 100.0),
        ),
    )


def _document_table(rows: list[_Row]) -> Table:
    headers = ("", "methods", "CPU s", *(f"{s} %" for s in STAGES))
    return Table(
        "documents, the smallest first",
        (*headers, "places", "loose %", "in part %"),
        tuple(
            (
                row.name,
                row.methods,
                row.seconds["whole"],
                *(round(100 * row.seconds[s] / row.seconds["whole"]) for s in STAGES),
                row.places,
                100 * row.wholly_share,
                100 * row.partly_share,
            )
            for row in rows
        ),
    )


def _loosest(rows: list[_Row]) -> Table:
    places = sum(row.places for row in rows)
    wholly, partly = sum(r.wholly for r in rows), sum(r.partly for r in rows)
    ordered = sorted(rows, key=lambda row: (-row.wholly_share, -row.partly_share))
    found = [(r.name, r.places, r.wholly, r.partly) for r in ordered[:10]]
    return Table(
        "loose parameters and results: the ten loosest documents",
        ("", "places", "loose", "in part", "loose %", "in part %"),
        tuple(
            (name, n, whole, part, 100 * whole / max(n, 1), 100 * part / max(n, 1))
            for name, n, whole, part in [*found, ("corpus", places, wholly, partly)]
        ),
    )
