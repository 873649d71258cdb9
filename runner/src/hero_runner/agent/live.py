"""Be the backend of a play: everything is done once, and kept.

Each question of the pipeline is a kept call of the flow, so that a play that was
killed goes on with the same answers.
"""

import os
import time
from collections.abc import Sequence
from contextlib import AbstractContextManager, suppress
from contextvars import copy_context
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from hero_runner.agent.backend import Approval, Execution, SavedScript, Service
from hero_runner.agent.executing import Run, Upstream, execute
from hero_runner.agent.pipeline import find_problem, render_finding
from hero_runner.agent.result import render_cost
from hero_runner.agent.saved import read_saved
from hero_runner.agent.scripts import complete_script
from hero_runner.agent.settings import Settings, read_settings
from hero_runner.authoring.flow import flow
from hero_runner.authoring.questions import ask_user
from hero_runner.broker.records import CallRecord
from hero_runner.conventions import (
    COST,
    INPUT_TOKENS,
    OPERATION,
    OUTPUT_TOKENS,
    PLAY_VARIABLE,
    PROVIDER,
    REQUEST_MODEL,
    RESPONSE_MODEL,
    RPC_ARGUMENTS,
    RPC_METHOD,
    RPC_SERVICE,
)
from hero_runner.gate import GateReport, check_script, find_grant, list_grants
from hero_runner.language_models.chat import ChatAnswer, ChatRequest
from hero_runner.language_models.opening import language_model_for
from hero_runner.language_models.reading import read_routes
from hero_runner.language_models.routes import Role
from hero_runner.library.find import list_folders
from hero_runner.library.search import search_flows
from hero_runner.store.home import find_home, play_folder
from hero_runtime.interface import fit_budget, read_interface

MOST_OFFERS: Final = 5
_SUMMARY: Final = "# SUMMARY:"


class LiveBackend:
    """Ask language models, people and services, for the play that is running."""

    def __init__(self, settings: Settings, upstream: Upstream = "services") -> None:
        self.play = os.environ.get(PLAY_VARIABLE, "")
        self._settings = settings
        self._upstream: Upstream = upstream
        self._home = find_home(os.environ)
        self._started = flow.call("start", time.time)
        self._runs = 0

    def stage(self, name: str) -> AbstractContextManager[Any]:
        """Open the span of a stage."""
        return flow.step(name)

    def note(self, **tags: object) -> None:
        """Add to the span that is open."""
        flow.current_span.tag(**tags)

    def tell_time(self) -> str:
        """Return the present local time, the same in every attempt."""
        return flow.call("tell_time", tell_local_time)

    def elapsed_ms(self) -> int:
        """Return how long ago the play began."""
        return round((flow.call("stop", time.time) - self._started) * 1000)

    def find_saved(self, request: str) -> tuple[SavedScript, ...]:
        """Return kept scripts that may fit, the best first."""
        return flow.call("find_saved", find_saved_scripts, request)

    def list_services(self) -> tuple[Service, ...]:
        """Return the services with an installed client."""
        return flow.call("list_services", list_installed_services)

    def read_interface(self, service: str, request: str) -> str:
        """Return the interface of a service, fitted into the budget of tokens."""
        tokens = self._settings.interface_tokens
        return flow.call("read_interface", fit_interface, service, request, tokens)

    def complete(self, role: Role, request: ChatRequest) -> ChatAnswer:
        """Ask the language model of a role once, and note what it took."""
        tags = {OPERATION: "chat", "hero.role": role}
        with flow.step(f"ask:{role}", kind="llm", **tags) as span:
            if self._settings.records_prompts:
                span.log(
                    "\n\n".join(f"[{m.role}]\n{m.content}" for m in request.messages)
                )
            answer = flow.call("complete", _complete, role, request)
            span.tag(**_describe_answer(answer))
            if self._settings.records_prompts:
                span.log(f"[answer]\n{answer.text}")
        return answer

    def check(self, source: str, services: Sequence[str]) -> GateReport:
        """Check a script against the interfaces of the services."""
        report = flow.call("check", _check, source, tuple(services))
        flow.current_span.log("\n".join(map(render_finding, report.findings)))
        return report

    def execute(
        self, source: str, services: Sequence[str], approved: Sequence[Approval]
    ) -> Execution:
        """Run a script; calls that an interrupted run made are not made again."""
        tokens = tuple(one.token for one in approved)
        if not approved:
            # Approvals belong to the run that asked for them.
            self._runs += 1
        run = Run(
            f"{self.play}-{self._runs}",
            complete_script(source),
            tuple(services),
            tokens,
            self._upstream,
        )
        return self.run(run)

    def run(self, run: Run) -> Execution:
        """Run what is described, once."""
        return flow.call("run", self._run, run)

    def ask(self, question: str) -> str:
        """Ask the user; the play rests until there is an answer."""
        return ask_user.text(question)

    def confirm(self, question: str) -> bool:
        """Ask the user for yes or no."""
        return ask_user.confirm(question)

    def _run(self, run: Run) -> Execution:
        folder = play_folder(self._home, self.play or "none")
        return execute(run, self._settings, self._home, folder, _observer())


def run_saved(script: Path, services: Sequence[str], inputs: dict[str, object]) -> str:
    """Run a kept script with inputs, and return what it printed.

    No language model is asked. Raises `flow.Failed` with the reason.
    """
    source = script.read_text("utf-8")
    report = flow.call("check", _check, source, tuple(services))
    if not report.passed:
        listed = "\n".join(map(render_finding, report.findings))
        raise flow.Failed(f"{script.name} no longer fits its services:\n{listed}")
    backend = LiveBackend(read_settings(os.environ))
    approved: tuple[str, ...] = ()
    while True:
        complete = complete_script(source, inputs)
        run = Run(f"{backend.play}-1", complete, tuple(services), approved)
        execution = backend.run(run)
        if not execution.approvals:
            break
        for one in execution.approvals:
            question = f"Allow {one.service} {one.method} with {one.arguments}?"
            if not ask_user.confirm(question):
                raise flow.Failed(f"{one.service} {one.method} was not allowed")
        approved += tuple(one.token for one in execution.approvals)
    if problem := find_problem(execution):
        raise flow.Failed(problem)
    return execution.stdout


def tell_local_time() -> str:
    """Return the present local time with its offset, to the second."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


def list_installed_services() -> tuple[Service, ...]:
    """Return the installed clients with the summaries in their interfaces."""
    return tuple(
        Service(grant.service, _read_summary(grant.folder)) for grant in list_grants()
    )


def find_saved_scripts(request: str) -> tuple[SavedScript, ...]:
    """Return kept scripts that share words with a request, the best first."""
    folders = list_folders(os.environ)
    kept = {one.name: one for folder in folders for one in read_saved(folder)}
    found = search_flows(request, len(kept) + MOST_OFFERS, folders) if kept else []
    return tuple(kept[one.name] for one in found if one.name in kept)[:MOST_OFFERS]


def fit_interface(service: str, request: str, tokens: int) -> str:
    """Return the interface of a service, or the part of it that fits best."""
    return fit_budget(read_interface(find_grant(service).package), request, tokens)


def _read_summary(folder: Path) -> str:
    with (folder / "interface.pyi").open(encoding="utf-8") as stream:
        for line in stream:
            if line.startswith(_SUMMARY):
                return line.removeprefix(_SUMMARY).strip()[:500]
            if not line.startswith("#"):
                break
    return ""


def _complete(role: Role, request: ChatRequest) -> ChatAnswer:
    routes = read_routes(None, os.environ)
    return language_model_for(role, routes).complete(request)


def _check(source: str, services: tuple[str, ...]) -> GateReport:
    return check_script(source, [find_grant(name) for name in services])


def _describe_answer(answer: ChatAnswer) -> dict[str, object]:
    tags: dict[str, object] = {
        REQUEST_MODEL: answer.model,
        RESPONSE_MODEL: answer.model,
        PROVIDER: answer.provider,
        "hero.attempts": answer.attempts,
    }
    if answer.usage is not None:
        tags[INPUT_TOKENS] = answer.usage.prompt_tokens
        tags[OUTPUT_TOKENS] = answer.usage.completion_tokens
    if answer.cost is not None:
        tags[COST] = render_cost(answer.cost)
    return tags


def _observer() -> Any:
    """Return what makes a span of each call, below the span that is open now."""
    context = copy_context()

    def observe(record: CallRecord) -> None:
        with suppress(RuntimeError):
            context.copy().run(_record_call, record)

    return observe


def _record_call(record: CallRecord) -> None:
    tags = {
        RPC_SERVICE: record.service,
        RPC_METHOD: record.method,
        RPC_ARGUMENTS: record.params,
        "hero.effect": record.effect,
        "hero.outcome": record.outcome,
        "hero.duration_ms": round(record.duration_ms, 3),
    }
    with flow.step(f"rpc:{record.service}.{record.method}", kind="rpc", **tags) as span:
        if record.error is not None:
            span.tag(error=record.error)
