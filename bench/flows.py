"""Measure plays beside DBOS, LangGraph and Prefect: start, steps, memory, resuming."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from bench.documents import Skipped
from bench.environments import make_environment
from bench.flow_programs import KEPT, PLAIN, PROGRAMS, Program
from bench.flow_runs import Place, Resumption, Run, own_python, run_killed, run_whole
from bench.measure import baseline, measure
from bench.progress import show
from bench.report import Cell, Report, Table
from bench.settings import Settings

Found = TypeVar("Found")


def run(settings: Settings) -> Report:
    """Run the same flow with each engine in turns, then kill and resume it."""
    notes: list[str] = []
    with tempfile.TemporaryDirectory(prefix="hero-") as name:
        places = _make_places(Path(name), notes)
        passes: list[float] = []
        runs = _take_turns(
            places,
            settings.runs,
            run_whole,
            before=lambda: passes.append(measure(baseline()).wall * 1e3),
        )
        kept = {key: place for key, place in places.items() if place.program.is_kept}
        resumed = _take_turns(kept, settings.runs, run_killed)
    nothing = statistics.median(passes)
    return Report(
        (_build_costs(runs, nothing), _build_resumptions(resumed, nothing)),
        (
            f"`python -c pass` takes {nothing:.1f} ms of wall time",
            "a step writes to a journal: subtract plain Python's",
            *notes,
        ),
    )


def _make_places(folder: Path, notes: list[str]) -> dict[str, Place]:
    """Install each engine that is not here; what cannot be installed is noted."""
    places = {}
    for number, (name, program) in enumerate(PROGRAMS.items()):
        own = folder / str(number)
        own.mkdir()
        try:
            places[name] = Place(program, _find_python(own, program), own)
        except Skipped as reason:
            notes.append(str(reason))
    return places


def _find_python(folder: Path, program: Program) -> Path:
    if not program.packages:
        return own_python()
    return make_environment(folder / "environment", *program.packages) / "python"


def _take_turns(
    places: dict[str, Place],
    runs: int,
    run_once: Callable[[Place], Found],
    before: Callable[[], object] = lambda: None,
) -> dict[str, list[Found]]:
    """Run all in turns; the first turn fills caches and does not count."""
    found: dict[str, list[Found]] = {name: [] for name in places}
    for number in range(runs + 1):
        before()
        for name, place in places.items():
            show(f"{run_once.__name__} {number} of {runs}: {name}")
            found[name].append(run_once(place))
    return {name: items[1:] for name, items in found.items()}


def _build_costs(runs: dict[str, list[Run]], nothing: float) -> Table:
    plain = _median(runs[PLAIN], lambda item: item.step)
    kept = _median(runs[KEPT], lambda item: item.step) - plain
    start = _median(runs[KEPT], lambda item: item.first)
    rows = []
    for name, items in runs.items():
        first = _median(items, lambda item: item.first)
        step = _median(items, lambda item: item.step)
        cells: tuple[Cell, ...] = (
            *(name, first, first - nothing, step),
            _median(items, lambda item: item.step_cpu),
            _median(items, lambda item: item.peak),
            first / start,
            (step - plain) / kept,
        )
        rows.append(cells)
    headers = ("", "first step ms", "over pass ms", "step us", "step CPU us")
    ratios = ("peak MiB", "first ratio", "step ratio")
    return Table("steps in a loop", (*headers, *ratios), tuple(rows))


def _build_resumptions(resumed: dict[str, list[Resumption]], nothing: float) -> Table:
    headers = ("", "resumed ms", "over pass ms", "ratio", "steps repeated")
    ours = _median(resumed[KEPT], lambda item: item.first_new)
    rows = []
    for name, items in resumed.items():
        first = _median(items, lambda item: item.first_new)
        repeated = ", ".join(str(item.repeated) for item in items)
        cells: tuple[Cell, ...] = (name, first, first - nothing, first / ours, repeated)
        rows.append(cells)
    return Table("killed in step 50 of 100", headers, tuple(rows))


def _median(items: Sequence[Found], read: Callable[[Found], float]) -> float:
    return statistics.median(read(item) for item in items)
