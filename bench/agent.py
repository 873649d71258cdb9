"""Measure what the agent takes from a prompt to a result, without the model's time.

The whole command runs, as a user runs it, against the calendar of the examples and a
model that answers at once with a script that is right at the first time. The environment
of the script is there already. The floors beside it are what the parts do that others
made: two interpreters and ty, with nothing of the agent.
"""

from __future__ import annotations

import sqlite3
import statistics
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.documents import Skipped
from bench.measure import BASELINE, Command, Usage, baseline, measure
from bench.progress import show
from bench.report import Cell, Report, Table
from bench.settings import Settings
from hero_runner.sandbox.bubblewrap import Missing, find_tools
from tests.examples.service_process import ROOT, running_service
from tests.scripted_model import Rule, scripted_model

STAGES = ("library", "select", "write", "gate", "execute", "summarise")
SCRIPT = """```python
from hero_osis_calendar_client import Event, HeroOsisCalendar


def main(title: str = "Lunch", start: int = 1772355600, end: int = 1772359200) -> None:
    calendar = HeroOsisCalendar()
    sid = calendar.event_set(Event(title=title, start_time=start, end_time=end))
    print(f"stored {calendar.event_get(sid).title} as {sid}")
```"""
RULES: tuple[Rule, ...] = (
    ("You choose the services", '["hero_osis_calendar"]'),
    ("You write one Python script", SCRIPT),
    ("You tell a user", "DONE: Lunch is stored."),
)
# What the script imports and builds, with nobody to call.
IMPORTING = (
    "from hero_osis_calendar_client import Event, HeroOsisCalendar; HeroOsisCalendar();"
    " Event(title='Lunch', start_time=1, end_time=2)"
)


def run(settings: Settings) -> Report:
    """Play the agent again and again, and split what it takes."""
    tools = find_tools()
    if isinstance(tools, Missing):
        raise Skipped(tools.reason)
    with _play_area() as (folder, environment):
        command = _play(environment)
        floors = {
            BASELINE: baseline(),
            "the script's imports, in plain Python": _import_plainly(folder),
            "ty --version": Command((str(Path(sys.executable).parent / "ty"), "-V")),
        }
        measured: dict[str, list[Usage]] = {
            name: [] for name in ("hero-runner play", *floors)
        }
        for number in range(settings.runs + 1):
            show(f"play {number} of {settings.runs}")
            measured["hero-runner play"].append(measure(command))
            for name, floor in floors.items():
                measured[name].append(measure(floor))
        spans = _read_durations(folder / "home" / "plays.sqlite3")
    # The first play fills the caches: environment, bytecode.
    return _report({name: used[1:] for name, used in measured.items()}, spans[1:])


@contextmanager
def _play_area() -> Iterator[tuple[Path, Mapping[str, str]]]:
    """Run the calendar and the model, and give where plays are and what they need."""
    with TemporaryDirectory(prefix="hero-") as name:
        folder = Path(name)
        service = folder / "hero_osis_calendar"
        service.mkdir()
        with (
            running_service(service.name, service),
            scripted_model(rules=RULES) as model,
        ):
            yield folder, {
                **model.environment,
                "HERO_RUNNER_HOME": str(folder / "home"),
                "HERO_FLOWS": str(ROOT / "flows"),
                "PATH_SOCKET": name,
                "PATH_ROOT": name,
            }


def _play(environment: Mapping[str, str]) -> Command:
    program = Path(sys.executable).with_name("hero-runner")
    arguments = (str(program), "play", "service_agent_v3", "prompt=Store the Lunch")
    return Command(arguments, environment=environment)


def _import_plainly(folder: Path) -> Command:
    """Import in the environment that the first play made; not there before it."""
    script = (
        "import glob, os, sys; "
        f"(one,) = glob.glob('{folder}/home/environments/*/bin/python'); "
        f"os.execv(one, [one, '-I', '-B', '-c', {IMPORTING!r}])"
    )
    return Command((sys.executable, "-I", "-S", "-c", script))


def _read_durations(store: Path) -> list[dict[str, float]]:
    """Return the milliseconds of each stage, and of the flow, by play."""
    select = (
        "SELECT play, name, (ended - started) / 1e6 FROM span "
        "WHERE name IN (%s) ORDER BY started"
    )
    names = (*STAGES, "service_agent_v3")
    found: dict[str, dict[str, float]] = {}
    with closing(sqlite3.connect(store)) as connection:
        marks = ", ".join("?" * len(names))
        for play, name, taken in connection.execute(select % marks, names):
            found.setdefault(play, {})[name] = taken
    return list(found.values())


def _report(
    measured: Mapping[str, list[Usage]], spans: list[dict[str, float]]
) -> Report:
    walls = {
        name: statistics.median(one.wall * 1000 for one in used)
        for name, used in measured.items()
    }
    cpus = {
        name: statistics.median(one.cpu * 1000 for one in used)
        for name, used in measured.items()
    }
    processes: tuple[tuple[Cell, ...], ...] = tuple(
        (name, walls[name], cpus[name], cpus[name] / cpus[BASELINE])
        for name in measured
    )
    headers = ("", "wall ms", "CPU ms", "CPU ratio")
    notes = (
        "the model answers at once and is right at once; its server takes some ms of "
        "`select`, `write` and `summarise` all the same",
        "aim: at most 150 ms from the prompt to the result",
    )
    tables = (
        Table("whole processes and all they wait for (median)", headers, processes),
        _split(walls["hero-runner play"], spans),
    )
    return Report(tables, notes)


def _split(whole: float, spans: list[dict[str, float]]) -> Table:
    """Return what of a play's milliseconds each stage takes."""
    parts = {name: statistics.median(one[name] for one in spans) for name in STAGES}
    flow = statistics.median(one["service_agent_v3"] for one in spans)
    parts["within the flow, between stages"] = flow - sum(parts.values())
    parts["before and after the flow"] = whole - flow
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (name, taken, 100 * taken / whole) for name, taken in parts.items()
    )
    return Table("the play, by stage (median)", ("stage", "wall ms", "share %"), rows)
