"""A recorded play of the agent gives the same bytes offline, or says where it left."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.agent_bench import SELECT, AgentBench, write_event
from tests.runner.workbench import Done
from tests.scripted_model import scripted_model

PROMPT = "Store the event Replayed"
WRONG = "```python\nfrom hero_osis_calendar_client import Event\nEvent(titel='a')\n```"


@pytest.fixture
def recorded(agent: AgentBench) -> AgentBench:
    """Play a task with a round of debugging, and stop everything it used."""
    script = write_event("Replayed")
    with scripted_model(SELECT, WRONG, script, "DONE: It is stored.") as model:
        assert agent.ask(model, PROMPT, "--id", "p").code == 0
    # What a replay would need of the services is not there.
    agent.workbench.environment["PATH_SOCKET"] = str(agent.workbench.folder)
    return agent


def replay(agent: AgentBench) -> Done:
    """Replay the play, with a language model that must not be asked."""
    with scripted_model() as silent:
        done = agent.run(silent, "replay", "p")
        assert not silent.requests
    return done


def recording_of(agent: AgentBench) -> Path:
    """Return the file of the recording."""
    return agent.workbench.home / "plays" / "p" / "recording.jsonl"


def change(agent: AgentBench, name: str, number: int, old: str, new: str) -> None:
    """Change an answer in the recording."""
    lines = recording_of(agent).read_text("utf-8").splitlines()
    entries: list[dict[str, Any]] = [json.loads(line) for line in lines]
    entry = [one for one in entries if one.get("name") == name][number]
    text = json.dumps(entry["answer"])
    assert old in text
    entry["answer"] = json.loads(text.replace(old, new))
    written = "".join(json.dumps(one) + "\n" for one in entries)
    recording_of(agent).write_text(written, "utf-8")


def test_a_replay_gives_the_same_bytes(recorded: AgentBench) -> None:
    events = recorded.count_events("Replayed")
    done = replay(recorded)
    assert (done.code, done.stderr) == (0, "")
    assert "byte for byte" in done.stdout
    assert recorded.count_events("Replayed") == events


@pytest.mark.parametrize(
    ("number", "old", "new", "told"),
    [
        (0, "hero_osis_calendar", "hero_books", "entry"),
        (1, "titel", "title", "entry"),
        (2, "1772355600", "1772355601", "entry"),
        (3, "It is stored.", "It was stored.", "differs from the recorded one"),
    ],
)
def test_a_changed_answer_of_the_model_is_divergence(
    number: int, old: str, new: str, told: str, recorded: AgentBench
) -> None:
    change(recorded, "complete", number, old, new)
    done = replay(recorded)
    assert done.code == 1
    assert told in done.stdout


def test_another_call_than_recorded_is_divergence(recorded: AgentBench) -> None:
    (calls,) = recording_of(recorded).parent.glob("run-*.jsonl")
    calls.write_text(calls.read_text("utf-8").replace("1772355600", "1"), "utf-8")
    done = replay(recorded)
    assert done.code == 1
    assert "call 1 of the script" in done.stdout


def test_a_play_that_is_none_of_the_agent_is_not_replayed(
    recorded: AgentBench,
) -> None:
    recording_of(recorded).unlink()
    done = replay(recorded)
    assert done.code == 2
    assert "no play of the agent" in done.stderr


def test_a_result_that_was_changed_is_divergence(recorded: AgentBench) -> None:
    with closing(sqlite3.connect(recorded.workbench.home / "plays.sqlite3")) as store:
        store.execute("UPDATE play SET output = replace(output, 'stored', 'lost')")
        store.commit()
    done = replay(recorded)
    assert done.code == 1
    assert "differs" in done.stdout
