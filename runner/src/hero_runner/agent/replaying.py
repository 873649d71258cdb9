"""Do a recorded play of the agent again, offline, and compare the result."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from hero_runner.agent.backend import Approval, Execution
from hero_runner.agent.executing import Run, execute_again
from hero_runner.agent.pipeline import Task, run_agent
from hero_runner.agent.recording import Diverged, NotARecording, ReplayBackend
from hero_runner.agent.result import AgentResult
from hero_runner.agent.scripts import complete_script
from hero_runner.agent.settings import Settings
from hero_runner.authoring.types import encode_value
from hero_runner.gate import GateReport, check_script, find_grant


@dataclass(frozen=True, slots=True)
class Replay:
    """Say whether a replay gave the recorded result, and else where it left it."""

    is_same: bool
    message: str


def replay_play(
    recording: Path, recorded_result: str, settings: Settings, home: Path
) -> Replay:
    """Go through a recording with the present code.

    No language model and no service is asked; the gate and the scripts run anew.
    Raises `NotARecording`.
    """

    def run(
        source: str,
        services: Sequence[str],
        approved: Sequence[Approval],
        before: Execution,
    ) -> Execution:
        described = Run(backend.play, complete_script(source), tuple(services))
        folder = recording.parent
        execution, divergences = execute_again(
            described, settings, home, folder, before.recording
        )
        if divergences:
            first = divergences[0]
            raise Diverged(
                f"call {first.sequence} of the script: {first.found} instead of "
                f"{first.expected}"
            )
        return execution

    backend = ReplayBackend(recording, _check, run)
    task = _read_task(backend, recording)
    try:
        result = run_agent(task, backend)
    except Diverged as divergence:
        return Replay(False, str(divergence))
    if not backend.is_finished:
        return Replay(False, "the replay ended before the recording did")
    if encode_value(result, AgentResult) != recorded_result:
        return Replay(False, _describe_difference(result, recorded_result))
    return Replay(True, "the result is the same, byte for byte")


def _check(source: str, services: Sequence[str]) -> GateReport:
    return check_script(source, [find_grant(name) for name in services])


def _read_task(backend: ReplayBackend, recording: Path) -> Task:
    try:
        return TypeAdapter(Task).validate_python(backend.head.get("task"))
    except ValidationError as error:
        raise NotARecording(f"{recording} does not say what the task was") from error


def _describe_difference(result: AgentResult, recorded: str) -> str:
    now = json.loads(encode_value(result, AgentResult))
    before = json.loads(recorded)
    names = [name for name in now if now[name] != before.get(name)]
    shown = ", ".join(names) or "form"
    return f"the result differs from the recorded one in: {shown}"
