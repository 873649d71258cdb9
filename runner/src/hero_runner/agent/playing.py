"""Be the body of the flows of the agent: one play, recorded, with an honest end."""

import json
import os
from contextlib import closing
from dataclasses import replace
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from hero_runner.agent.backend import Execution
from hero_runner.agent.executing import CannotApprove, Run, approve_calls
from hero_runner.agent.live import LiveBackend
from hero_runner.agent.pipeline import Task, find_problem, run_agent
from hero_runner.agent.recording import RecordingBackend
from hero_runner.agent.result import AgentResult
from hero_runner.agent.scripts import complete_script
from hero_runner.agent.settings import WrongSettings, read_settings
from hero_runner.authoring.flow import flow
from hero_runner.sandbox.outcome import Isolation
from hero_runner.store.connection import open_store
from hero_runner.store.home import find_home, play_folder, store_path
from hero_runner.store.plays import read_play

RECORDING: Final = "recording.jsonl"
"""Name of the recording in the folder of a play."""


def play_agent(
    prompt: str,
    services: list[str],
    max_retries: int,
    *,
    plan: bool = False,
    approve: str = "",
    sandbox: Isolation | None = None,
) -> AgentResult:
    """Do a task, plan it, or make the calls of a plan.

    Raises `flow.Failed`, with the result, when the task was not done.
    """
    try:
        settings = read_settings(os.environ)
    except WrongSettings as error:
        raise flow.Failed(str(error)) from error
    if sandbox is not None:
        settings = replace(settings, sandbox=sandbox)
    backend = LiveBackend(settings, "mock" if plan else "services")
    if approve:
        return _finish(_run_plan(approve, backend))
    if not prompt.strip():
        raise flow.Failed("there is no task: give prompt='what is to be done'")
    # A plan is one for the whole task, so that it has no summary of what was done.
    task = Task(
        prompt,
        tuple(services),
        max_retries,
        use_library=not plan,
        summarises=not plan,
        plans=plan,
    )
    if not backend.play:
        return _finish(run_agent(task, backend))
    path = play_folder(find_home(os.environ), backend.play) / RECORDING
    head = {"task": TypeAdapter(Task).dump_python(task, mode="json")}
    return _finish(run_agent(task, RecordingBackend(backend, path, head)))


def read_result(play: str) -> tuple[dict[str, Any], AgentResult]:
    """Return the inputs and the result of a play of the agent.

    Raises `LookupError` when there is none of that id.
    """
    home = find_home(os.environ)
    with closing(open_store(store_path(home), must_exist=True)) as connection:
        found = read_play(connection, play)
    if found is None or found.output is None:
        raise LookupError(f"there is no play {play} with a result")
    try:
        result = TypeAdapter(AgentResult).validate_json(found.output)
    except ValidationError:
        raise LookupError(f"the play {play} is none of the agent") from None
    return json.loads(found.input or "{}"), result


def _run_plan(play: str, backend: LiveBackend) -> AgentResult:
    """Run the script of a plan; only the changes in it may be made."""
    try:
        _, planned = read_result(play)
        if planned.stop != "planned":
            raise LookupError(f"the play {play} is no plan: it ended as {planned.stop}")
        name = f"{backend.play}-plan"
        granted = approve_calls(
            name, [call for call in planned.calls if call.effect != "read"]
        )
    except (LookupError, CannotApprove) as error:
        raise flow.Failed(str(error)) from error
    source = complete_script(planned.script)
    with flow.step("execute"):
        run = Run(name, source, planned.services, granted, only_granted=True)
        execution = backend.run(run)
    return _build_result(planned, execution, backend)


def _build_result(
    planned: AgentResult, execution: Execution, backend: LiveBackend
) -> AgentResult:
    problem = find_problem(execution)
    if execution.approvals:
        one = execution.approvals[0]
        problem = (
            f"the script left its plan: {one.service} {one.method} {one.arguments} is "
            f"not in it. {problem}"
        )
    return AgentResult(
        success=not problem,
        result=problem or execution.stdout,
        script=planned.script,
        attempts=1,
        duration_ms=backend.elapsed_ms(),
        error=problem,
        play_sid=backend.play,
        stop="script" if problem else "done",
        output=execution.stdout,
        services=planned.services,
        calls=execution.calls,
    )


def _finish(result: AgentResult) -> AgentResult:
    flow.current_span.tag(
        **{"hero.stop": result.stop, "hero.attempts": result.attempts}
    )
    if not result.success:
        raise flow.Failed(result.error, result=result)
    return result
