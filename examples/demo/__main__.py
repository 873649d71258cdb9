"""Run the demonstration: `make demo`, or `python -m examples.demo`.

Ends with 0 when the event is in the calendar, 1 when it is not, 2 when something that
it needs is missing, and 130 or 143 when it was stopped.
"""

import json
import os
import signal
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import indent
from types import FrameType
from typing import Any, Final

from examples.demo.answering import (
    RECORDING,
    Answering,
    WrongRoutes,
    choose_answering,
)
from examples.demo.evidence import fetch_events, read_events
from examples.demo.processes import NotStarted, Processes
from hero_runner.conventions import EXIT_RESUME
from hero_runner.sandbox.bubblewrap import Missing, find_tools
from hero_runtime.errors import HeroError

PROMPT: Final = "Create an event tomorrow at 10 called Lunch with Ada"
PLAY: Final = "demo"
_ROOT: Final = Path(__file__).parents[2]
_MISSING: Final = 2


@dataclass(frozen=True, slots=True)
class Stage:
    """Where the demonstration takes place."""

    processes: Processes
    folder: Path
    environment: Mapping[str, str]


def main() -> int:
    """Start the services, let the agent work, show and verify what it did."""
    signal.signal(signal.SIGTERM, _stop)
    tools = find_tools()
    if isinstance(tools, Missing):
        print(f"demo: {tools.reason}", file=sys.stderr)
        return _MISSING
    try:
        with TemporaryDirectory(prefix="hero-demo-") as name:
            return _perform(Path(name))
    except (NotStarted, WrongRoutes, HeroError) as error:
        print(f"demo: {error}", file=sys.stderr)
        return _MISSING
    except KeyboardInterrupt:
        print("demo: stopped; nothing is left running", file=sys.stderr)
        return 128 + signal.SIGINT


def _stop(number: int, frame: FrameType | None) -> None:
    sys.exit(128 + number)


def _perform(folder: Path) -> int:
    sockets = folder / "sockets"
    answering = choose_answering(os.environ, sockets)
    print(f"The language model: {answering.description}", flush=True)
    with Processes(folder) as processes:
        database = folder / "calendar.db"
        calendar = _start_services(processes, folder, database, answering)
        environment = {
            **answering.environment,
            "PATH_SOCKET": str(sockets),
            "HERO_RUNNER_HOME": str(folder / "home"),
        }
        stage = Stage(processes, folder, environment)
        print(f"\nThe task: {PROMPT}\n", flush=True)
        code, output = _play(stage)
        _show_play(stage, output)
        return _show_evidence(calendar, database, code)


def _start_services(
    processes: Processes, folder: Path, database: Path, answering: Answering
) -> Path:
    """Start what is needed, each with an empty database; return the calendar."""
    processes.start_service("hero_books", "--database", str(folder / "books.db"))
    calendar = processes.start_service(
        "hero_osis_calendar", "--database", str(database)
    )
    if not answering.is_live:
        processes.start_service("hero_aibroker", "--recording", str(RECORDING))
    return calendar


def _play(stage: Stage) -> tuple[int, str]:
    """Play the agent; what it asks is asked in the terminal, if there is one."""
    flows = ("--flows", str(_ROOT / "flows"))
    code, output = _run_command(
        stage, "play", "service_agent_v3", "--id", PLAY, *flows, f"prompt={PROMPT}"
    )
    while code == EXIT_RESUME and sys.stdin.isatty():
        answer = input("Your answer: ")
        code, output = _run_command(stage, "resume", PLAY, "--answer", answer)
    return code, output


def _run_command(stage: Stage, *arguments: str) -> tuple[int, str]:
    command = [sys.executable, "-m", "hero_runner", *arguments]
    return stage.processes.run(command, stage.environment)


def _show_play(stage: Stage, output: str) -> None:
    if output:
        result: dict[str, Any] = json.loads(output)
        _show("The script, as it was checked and run", result["script"])
        _show("What it printed", result["output"])
        _show("The result", result["result"])
    _, tree = _run_command(stage, "show", PLAY)
    spans = [line for line in tree.splitlines() if not line.startswith("result: ")]
    _show("The spans, with the tokens of each answer (in+out)", "\n".join(spans))


def _show_evidence(calendar: Path, database: Path, code: int) -> int:
    """Show the events that there are; return the exit code of all."""
    fetched, stored = fetch_events(calendar), read_events(database)
    _show("Events that the calendar answers with", "\n".join(map(str, fetched)))
    _show(f"Events in {database.name}, by sqlite3", "\n".join(map(str, stored)))
    if code:
        print(f"The agent did not do it: hero-runner ended with {code}.")
        return code
    if len(stored) != 1 or fetched != stored:
        print("The agent says that it did it, and the database does not.")
        return 1
    print("The event is in the calendar's database.")
    return 0


def _show(title: str, text: str) -> None:
    print(f"{title}:\n{indent(text.strip() or 'none', '  ')}\n", flush=True)


if __name__ == "__main__":
    sys.exit(main())
