"""A recording gives the same result again, and shows where it no longer does."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from hero_runner.agent.backend import Approval, Execution
from hero_runner.agent.pipeline import Task, run_agent
from hero_runner.agent.recording import (
    Diverged,
    NotARecording,
    RecordingBackend,
    ReplayBackend,
)
from hero_runner.agent.result import AgentResult
from hero_runner.gate import Finding, GateReport
from hero_runner.language_models.errors import LanguageModelError
from tests.runner.agent.scripted import ScriptedBackend

TASK = Task("Create an event tomorrow at 10 called Lunch")
ANSWERS: list[str | LanguageModelError] = [
    '["hero_osis_calendar"]',
    "ASK: Which year?",
    "```python\ndef main() -> None:\n    print(1)\n```",
    "DONE: The event is stored.",
]


def check(source: str, services: Sequence[str]) -> GateReport:
    """Find nothing."""
    return GateReport((), "other", 2.0)


def run(
    source: str,
    services: Sequence[str],
    approved: Sequence[Approval],
    before: Execution,
) -> Execution:
    """Do what was done before, in another time."""
    return replace(before, duration_ms=99)


@pytest.fixture
def recorded(tmp_path: Path) -> tuple[Path, AgentResult]:
    """Record a task and return the file and the result."""
    path = tmp_path / "recording.jsonl"
    backend = RecordingBackend(ScriptedBackend([*ANSWERS], user=["2027"]), path)
    return path, run_agent(TASK, backend)


def test_a_replay_gives_the_same(recorded: tuple[Path, AgentResult]) -> None:
    path, result = recorded
    replay = ReplayBackend(path, check, run)
    assert run_agent(TASK, replay) == result
    assert replay.is_finished


def test_an_error_of_a_language_model_is_recorded(tmp_path: Path) -> None:
    error = LanguageModelError("no route", "Configure one.")
    path = tmp_path / "recording.jsonl"
    result = run_agent(TASK, RecordingBackend(ScriptedBackend([error]), path))
    assert run_agent(TASK, ReplayBackend(path, check, run)) == result


@pytest.mark.parametrize("number", range(4))
def test_a_changed_answer_of_a_model_is_divergence(
    number: int, recorded: tuple[Path, AgentResult]
) -> None:
    path, result = recorded
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    answered = [one for one in lines if one.get("name") == "complete"]
    text = answered[number]["answer"]["text"]
    answered[number]["answer"]["text"] = text.replace("hero_osis_calendar", "x") + "!"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    try:
        changed = run_agent(TASK, ReplayBackend(path, check, run))
    except Diverged as error:
        assert "entry" in str(error)
    else:
        assert changed != result


def test_another_output_of_the_script_is_divergence(
    recorded: tuple[Path, AgentResult],
) -> None:
    def run_otherwise(
        source: str,
        services: Sequence[str],
        approved: Sequence[Approval],
        before: Execution,
    ) -> Execution:
        return replace(before, stdout="something else\n")

    with pytest.raises(Diverged, match="stdout"):
        run_agent(TASK, ReplayBackend(recorded[0], check, run_otherwise))


def test_another_gate_is_divergence(recorded: tuple[Path, AgentResult]) -> None:
    def check_otherwise(source: str, services: Sequence[str]) -> GateReport:
        return GateReport((Finding("a", 1, 1, "b", ""),), "other", 1.0)

    with pytest.raises(Diverged, match="gate"):
        run_agent(TASK, ReplayBackend(recorded[0], check_otherwise, run))


def test_another_task_is_divergence(recorded: tuple[Path, AgentResult]) -> None:
    with pytest.raises(Diverged, match="entry 1"):
        run_agent(Task("Something else"), ReplayBackend(recorded[0], check, run))


@pytest.mark.parametrize("text", ["", "{}\n", "[]\n", '{"form": 99, "play": ""}\n'])
def test_what_is_no_recording_is_said(text: str, tmp_path: Path) -> None:
    path = tmp_path / "recording.jsonl"
    path.write_text(text, "utf-8")
    with pytest.raises(NotARecording, match="recording"):
        ReplayBackend(path, check, run)
