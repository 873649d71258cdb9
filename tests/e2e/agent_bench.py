"""Play the agent on real services, with a model that answers as a test says."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.examples.service_process import ROOT, RunningService
from tests.runner.workbench import Done, Workbench
from tests.scripted_model import ScriptedModel

SELECT = '["hero_osis_calendar"]'

FLOW = "service_agent_v3"


def write_script(*lines: str, service: str = "calendar", **inputs: object) -> str:
    """Return an answer with a script whose `main` consists of these lines."""
    names = {
        "calendar": "from hero_osis_calendar_client import Event, HeroOsisCalendar",
        "books": "from hero_books_client import HeroBooks",
        "both": "from hero_books_client import HeroBooks\n"
        "from hero_osis_calendar_client import Event, HeroOsisCalendar",
    }
    given = ", ".join(f"{k}: {type(v).__name__} = {v!r}" for k, v in inputs.items())
    body = "\n".join(f"    {line}" for line in lines)
    return f"```python\n{names[service]}\n\n\ndef main({given}) -> None:\n{body}\n```"


def write_event(title: str, *more: str, service: str = "calendar") -> str:
    """Return an answer with a script that stores an event, and then does more."""
    return write_script(
        "calendar = HeroOsisCalendar()",
        "event = Event(title=title, start_time=1772355600, end_time=1772359200)",
        "print('stored', calendar.event_set(event))",
        *more,
        service=service,
        title=title,
    )


@dataclass(frozen=True, slots=True)
class AgentBench:
    """Hold a home of the runner, the services and their databases."""

    workbench: Workbench
    calendar: RunningService
    books: RunningService

    def ask(self, model: ScriptedModel, prompt: str, *more: str) -> Done:
        """Play the agent with a prompt."""
        arguments = (FLOW, *more, f"prompt={prompt}")
        return self.run(model, "play", *arguments)

    def run(self, model: ScriptedModel, *arguments: str) -> Done:
        """Run a command with the model configured."""
        return self.workbench.run(*arguments, **model.environment)

    def count_events(self, title: str) -> int:
        """Count the events of a title in the database of the calendar."""
        path = self.calendar.socket.parent / "hero_osis_calendar.db"
        with closing(sqlite3.connect(path)) as connection:
            select = "SELECT data FROM event"
            rows = [json.loads(data) for (data,) in connection.execute(select)]
        return sum(row["title"] == title for row in rows)

    def show(self, play: str) -> list[str]:
        """Return the names of the spans of a play."""
        spans: list[dict[str, Any]] = self.workbench.show(play)["spans"]
        return [str(span["name"]) for span in spans]


def prepare_home(workbench: Workbench, environments: Path, sockets: Path) -> None:
    """Let plays find the flows and the services, and share environments of scripts."""
    workbench.home.mkdir()
    (workbench.home / "environments").symlink_to(environments)
    workbench.environment |= {
        "HERO_FLOWS": str(ROOT / "flows"),
        "PATH_SOCKET": str(sockets),
        "PATH_ROOT": str(workbench.folder),
        "HOME": str(workbench.folder),
    }
