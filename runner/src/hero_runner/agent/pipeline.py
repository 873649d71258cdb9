"""Go from a request to a result: the stages, in order.

Library first, then select, write, gate, execute, debug, summarise. Nothing is done
here but deciding what comes next.
"""

from dataclasses import dataclass, field
from typing import Final

from hero_runner.agent.backend import Approval, Backend, Execution, SavedScript
from hero_runner.agent.prompting import (
    Conversation,
    ask_for_services,
    ask_for_summary,
    begin_writing,
    cut_middle,
    tell_answer,
    tell_problem,
)
from hero_runner.agent.replies import (
    Draft,
    NoScript,
    Question,
    Refusal,
    Script,
    parse_draft,
    parse_selection,
    parse_verdict,
)
from hero_runner.agent.result import SUCCESSES, AgentResult, Call, Ledger, Stop
from hero_runner.gate import Finding
from hero_runner.language_models.chat import ChatRequest
from hero_runner.language_models.errors import LanguageModelError
from hero_runner.language_models.routes import Role

MOST_QUESTIONS: Final = 3
MOST_APPROVALS: Final = 10
_SHOWN_FINDINGS: Final = 20
_SHOWN_OUTPUT: Final = 8000


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be done, and how far to go for it."""

    request: str
    services: tuple[str, ...] = ()
    """The services to choose from; none stands for all that are installed."""
    max_retries: int = 3
    """Scripts that may be tried after the first."""
    use_library: bool = True
    """Whether a saved script for this very request is run without writing one."""
    summarises: bool = True
    plans: bool = False
    """Whether the backend runs scripts against a mock, and calls are the result."""


@dataclass(slots=True)
class _Progress:
    """Hold what is known so far."""

    ledger: Ledger = field(default_factory=Ledger)
    services: tuple[str, ...] = ()
    script: str = ""
    attempts: int = 0
    output: str = ""
    calls: tuple[Call, ...] = ()
    offers: tuple[str, ...] = ()


class _Stopped(Exception):
    """End the pipeline before its last stage."""

    def __init__(self, stop: Stop, reason: str) -> None:
        super().__init__(reason)
        self.stop = stop


def run_agent(task: Task, backend: Backend) -> AgentResult:
    """Do a task, or say honestly why not."""
    progress = _Progress()
    stop: Stop
    try:
        stop, text = _do(task, backend, progress)
    except _Stopped as stopped:
        stop, text = stopped.stop, str(stopped)
    except LanguageModelError as error:
        stop, text = "language_model", str(error)
    success = stop in SUCCESSES
    return AgentResult(
        success=success,
        result=text,
        script=progress.script,
        attempts=progress.attempts,
        duration_ms=backend.elapsed_ms(),
        error="" if success else text,
        play_sid=backend.play,
        stop=stop,
        output=progress.output,
        services=progress.services,
        calls=progress.calls,
        stages=tuple(progress.ledger.uses),
        offers=progress.offers,
    )


def _do(task: Task, backend: Backend, progress: _Progress) -> tuple[Stop, str]:
    saved = _look_in_library(task, backend, progress)
    if saved is not None:
        return _run_saved(saved, backend, progress)
    progress.services = _select(task, backend, progress)
    execution = _write_and_run(task, backend, progress)
    if task.plans:
        return "planned", _render_plan(execution.calls)
    if not task.summarises:
        return "done", execution.stdout
    return _summarise(task, backend, progress)


def _look_in_library(
    task: Task, backend: Backend, progress: _Progress
) -> SavedScript | None:
    """Return the saved script of this very request; offer others that may fit."""
    if not task.use_library:
        return None
    with backend.stage("library"):
        found = backend.find_saved(task.request)
        progress.offers = tuple(one.name for one in found)
        wanted = _normalise(task.request)
        same = (one for one in found if _normalise(one.request) == wanted)
        saved = next(same, None)
        backend.note(found=len(found), chosen=saved.name if saved else "")
    return saved


def _run_saved(
    saved: SavedScript, backend: Backend, progress: _Progress
) -> tuple[Stop, str]:
    progress.services, progress.script = saved.services, saved.source
    progress.attempts = 1
    progress.offers = ()
    findings = _check(backend, saved.source, saved.services)
    if findings:
        text = f"the saved script {saved.name} no longer fits its services:\n{findings}"
        raise _Stopped("gate", text)
    execution = _execute(backend, progress)
    problem = find_problem(execution)
    if problem:
        raise _Stopped("script", f"the saved script {saved.name} failed: {problem}")
    return "saved_script", execution.stdout


def _select(task: Task, backend: Backend, progress: _Progress) -> tuple[str, ...]:
    with backend.stage("select"):
        known = [
            one
            for one in backend.list_services()
            if not task.services or one.name in task.services
        ]
        backend.note(known=len(known))
        if not known:
            raise _Stopped("no_services", _explain_no_services(task))
        if len(known) == 1:
            return (known[0].name,)
        request = ask_for_services(task.request, known)
        answer = _complete(backend, progress, "select", request)
        chosen = parse_selection(answer, [one.name for one in known])
        backend.note(chosen=list(chosen.services))
    if not chosen.services:
        reason = chosen.reason or "no service that is installed can do this"
        raise _Stopped("no_capability", reason)
    return chosen.services


def _write_and_run(task: Task, backend: Backend, progress: _Progress) -> Execution:
    """Write a script and correct it until it runs, at most so many times."""
    with backend.stage("write"):
        interfaces = [
            backend.read_interface(name, task.request) for name in progress.services
        ]
        talk = begin_writing(task.request, interfaces, backend.tell_time())
        draft, talk = _draft(backend, progress, "write", talk)
    for number in range(task.max_retries + 1):
        problem, execution = _try(draft, backend, progress)
        if execution is not None and not problem:
            return execution
        if number == task.max_retries:
            break
        with backend.stage("debug"):
            backend.note(problem=problem)
            talk += tell_problem(progress.script, problem, progress.calls)
            draft, talk = _draft(backend, progress, "debug", talk)
    stop: Stop = "gate" if execution is None else "script"
    raise _Stopped(stop, f"after {progress.attempts} attempts: {problem}")


def _draft(
    backend: Backend, progress: _Progress, role: Role, talk: Conversation
) -> tuple[Script | NoScript, Conversation]:
    """Return a draft; questions go to the user, and refusals end the task."""
    for _ in range(MOST_QUESTIONS + 1):
        draft = _ask_for_draft(backend, progress, role, talk)
        match draft:
            case Refusal(reason):
                raise _Stopped("no_capability", reason)
            case Question(text):
                talk += tell_answer(text, backend.ask(text))
            case Script() | NoScript():
                return draft, talk
    raise _Stopped("no_script", "the language model only asked questions")


def _ask_for_draft(
    backend: Backend, progress: _Progress, role: Role, talk: Conversation
) -> Draft:
    answer = backend.complete(role, ChatRequest(talk))
    progress.ledger.add(role, answer)
    return parse_draft(answer.text, answer.is_truncated)


def _try(
    draft: Script | NoScript, backend: Backend, progress: _Progress
) -> tuple[str, Execution | None]:
    """Return what is wrong with a draft, if anything, and its run, if it ran."""
    progress.attempts += 1
    if isinstance(draft, NoScript):
        return draft.problem, None
    progress.script = draft.source
    findings = _check(backend, draft.source, progress.services)
    if draft.is_cut:
        findings = f"the answer was cut off; write a shorter script\n{findings}"
    if findings:
        return findings, None
    execution = _execute(backend, progress)
    return find_problem(execution), execution


def _check(backend: Backend, source: str, services: tuple[str, ...]) -> str:
    """Return the findings of the gate as text, empty for none."""
    with backend.stage("gate"):
        report = backend.check(source, services)
        backend.note(findings=len(report.findings), checker=report.checker)
    return "\n".join(map(render_finding, report.findings[:_SHOWN_FINDINGS]))


def _execute(backend: Backend, progress: _Progress) -> Execution:
    """Run the script; ask the user about calls that need to be allowed."""
    approved: tuple[Approval, ...] = ()
    source, services = progress.script, progress.services
    with backend.stage("execute"):
        for _ in range(MOST_APPROVALS):
            execution = backend.execute(source, services, approved)
            progress.output, progress.calls = execution.stdout, execution.calls
            backend.note(status=execution.status, calls=len(execution.calls))
            if execution.status == "refused":
                raise _Stopped("sandbox", execution.reason)
            if not execution.approvals:
                return execution
            for one in execution.approvals:
                if not backend.confirm(_ask_for_approval(one)):
                    reason = f"{one.service} {one.method} was not allowed by the user"
                    raise _Stopped("denied", reason)
            approved += execution.approvals
    raise _Stopped("denied", "the script wants more calls allowed than are asked for")


def _summarise(task: Task, backend: Backend, progress: _Progress) -> tuple[Stop, str]:
    with backend.stage("summarise"):
        request = ask_for_summary(task.request, progress.output, progress.calls)
        try:
            verdict = parse_verdict(_complete(backend, progress, "summarise", request))
        except LanguageModelError as error:
            # What the script did is done, and its output says what.
            backend.note(error=str(error))
            return "done", progress.output
        backend.note(done=verdict.is_done)
    stop: Stop = "done" if verdict.is_done else "not_done"
    return stop, verdict.text or progress.output


def _complete(
    backend: Backend, progress: _Progress, role: Role, request: ChatRequest
) -> str:
    answer = backend.complete(role, request)
    progress.ledger.add(role, answer)
    return answer.text


def find_problem(execution: Execution) -> str:
    """Return why a run is no success: one that printed nothing is none."""
    if execution.status != "done":
        error = cut_middle(execution.stderr.strip(), _SHOWN_OUTPUT)
        return f"{execution.reason}\n{error}".strip()
    if not execution.stdout.strip():
        return "the script ended without printing a result"
    return ""


def render_finding(finding: Finding) -> str:
    """Return a finding in a line, as a language model is told it."""
    hint = f" {finding.hint}" if finding.hint else ""
    return f"line {finding.line}: {finding.message}{hint} [{finding.code}]"


def _render_plan(calls: tuple[Call, ...]) -> str:
    """Return the calls that would be made, a line for each."""
    lines = (
        f"{number}. {one.service} {one.method} ({one.effect}) {one.arguments}"
        for number, one in enumerate(calls, 1)
    )
    return "\n".join(lines) or "no calls"


def _ask_for_approval(approval: Approval) -> str:
    return (
        f"The script wants to call {approval.service} {approval.method} "
        f"({approval.effect}) with {approval.arguments}. Allow it?"
    )


def _explain_no_services(task: Task) -> str:
    if task.services:
        return (
            f"no client of {', '.join(task.services)} is installed: install one with "
            "pip, or name other services"
        )
    return "no client of a service is installed: install one with pip"


def _normalise(request: str) -> str:
    return " ".join(request.split()).rstrip(".!").casefold()
