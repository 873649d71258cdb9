"""Run a script in the sandbox, with a broker between it and the services."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Final, Literal

from hero_runner.agent.backend import Approval, Execution
from hero_runner.agent.journal import Journal, JournaledTransport
from hero_runner.agent.result import Call
from hero_runner.agent.settings import Settings
from hero_runner.broker import (
    Approvals,
    Broker,
    CallRecord,
    Divergence,
    Endpoint,
    Policy,
    ReplayingBroker,
    read_recording,
    write_recording,
)
from hero_runner.broker.approvals import name_approval
from hero_runner.broker.envelope import NEEDS_APPROVAL
from hero_runner.broker.records import render_canonical
from hero_runner.gate.grants import Grant, find_grant
from hero_runner.sandbox import (
    EnvironmentFailed,
    Outcome,
    neutralise,
    prepare_environment,
    run_script,
)
from hero_runtime.mock import MockTransport
from hero_runtime.service import Effect, Method, Service
from hero_runtime.transports.base import Transport
from hero_runtime.transports.lazy import LazyTransport

SHOWN_ARGUMENTS: Final = 16 * 1024
"""Characters of a call's parameters that a result keeps."""

Upstream = Literal["services", "mock"]
ObserveCall = Callable[[CallRecord], object]


class CannotApprove(Exception):
    """Say why a plan cannot be run as it is."""


@dataclass(frozen=True, slots=True)
class Run:
    """Say what is to be run, and for which play."""

    play: str
    """Names the run in approvals and idempotency keys."""
    source: str
    """Complete: it calls its own `main`."""
    services: tuple[str, ...]
    granted: tuple[str, ...] = ()
    """Approvals that were given."""
    upstream: Upstream = "services"
    only_granted: bool = False
    """Whether nothing may be changed that was not approved."""


def execute(
    run: Run, settings: Settings, home: Path, folder: Path, observe: ObserveCall
) -> Execution:
    """Run a script to its end; `folder` keeps what its calls were answered."""
    grants = [find_grant(name) for name in run.services]
    try:
        environment = prepare_environment(grants, home / "environments")
    except EnvironmentFailed as error:
        return Execution("refused", str(error), None, "", "", 0)
    folder.mkdir(parents=True, exist_ok=True)
    endpoints = [_open_endpoint(run, settings, grant, folder) for grant in grants]
    with Broker(
        folder,
        endpoints,
        build_policy(run, settings),
        play=run.play,
        approvals=Approvals(run.play, run.granted),
        on_call=observe,
    ) as broker:
        outcome = run_script(
            run.source,
            environment,
            broker=broker.socket,
            limits=settings.limits,
            sandbox=settings.sandbox,
        )
        records = broker.calls
    recording = folder / f"{_name_run(run)}.jsonl"
    write_recording(records, recording)
    return build_execution(outcome, records, recording.name)


def build_policy(run: Run, settings: Settings) -> Policy:
    """Return what a run may call: its services, by the rules for effects."""
    rules = dict(settings.rules)
    if run.upstream == "mock":
        # Nothing is changed: what would be asked is asked of the plan as a whole.
        rules = dict.fromkeys(rules, "allow")
    if run.only_granted:
        # What is read may follow from what was changed, and differs from a mock's.
        rules |= dict.fromkeys(("write", "destructive", "unknown"), "ask")
    return Policy(
        grants=dict.fromkeys(run.services),
        rules=rules,
        effects=settings.effects,
        budget=settings.budget,
    )


def execute_again(
    run: Run, settings: Settings, home: Path, folder: Path, recording: str
) -> tuple[Execution, tuple[Divergence, ...]]:
    """Run a script on recorded answers; also return where it asked for others."""
    grants = [find_grant(name) for name in run.services]
    environment = prepare_environment(grants, home / "environments")
    records = read_recording(folder / recording)
    with ReplayingBroker(folder, records) as broker:
        outcome = run_script(
            run.source,
            environment,
            broker=broker.socket,
            limits=settings.limits,
            sandbox=settings.sandbox,
        )
        divergences = broker.find_divergences()
    return build_execution(outcome, records, recording), divergences


def build_execution(
    outcome: Outcome, records: Sequence[CallRecord], recording: str
) -> Execution:
    """Return what became of a run, safe to print."""
    return Execution(
        status=outcome.status,
        reason=outcome.reason,
        exit_code=outcome.exit_code,
        stdout=neutralise(outcome.stdout),
        stderr=neutralise(outcome.stderr),
        duration_ms=round(outcome.duration_ms),
        calls=tuple(map(build_call, records)),
        approvals=tuple(
            Approval(
                record.approval or "",
                record.service,
                record.method,
                record.effect,
                _show(record.params),
            )
            for record in records
            if record.error is not None and record.error.get("code") == NEEDS_APPROVAL
        ),
        recording=recording,
    )


def build_call(record: CallRecord) -> Call:
    """Return a call as results show it."""
    error = "" if record.error is None else str(record.error.get("message", ""))
    failed = record.outcome == "done" and record.error is not None
    return Call(
        record.service,
        record.method,
        record.effect,
        _show(record.params),
        "failed" if failed else record.outcome,
        neutralise(error),
    )


def approve_calls(play: str, calls: Sequence[Call]) -> tuple[str, ...]:
    """Return the approvals of exactly these calls, each as often as it is there.

    Raises `CannotApprove` for calls whose parameters were cut.
    """
    approvals: list[str] = []
    counted: dict[str, int] = {}
    for call in calls:
        try:
            params = json.loads(call.arguments)
        except ValueError:
            raise CannotApprove(
                f"the parameters of {call.service} {call.method} are too large to be "
                "approved by a plan: run the task without one"
            ) from None
        canonical = render_canonical([play, call.service, call.method, params])
        number = counted.get(canonical, 0)
        counted[canonical] = number + 1
        approvals.append(name_approval(canonical, number))
    return tuple(approvals)


def find_effect_in(
    grants: Mapping[str, Grant], settings: Settings, service: str, method: str
) -> Effect:
    """Return the effect of a method: the correction, or what its client says."""
    corrected = settings.effects.get((service, method))
    if corrected is not None:
        return corrected
    module = vars(import_module(f"{grants[service].package}.methods"))
    for value in module.values():
        if isinstance(value, Method) and value.name == method:
            return value.effect
    return "unknown"


def _open_endpoint(
    run: Run, settings: Settings, grant: Grant, folder: Path
) -> Endpoint:
    if run.upstream == "mock":
        return Endpoint(grant.service, grant.package, MockTransport(grant.package))

    def find_effect(service: str, method: str) -> Effect:
        return find_effect_in({grant.service: grant}, settings, service, method)

    path = folder / f"journal-{_name_journal(run)}-{grant.service}.jsonl"
    described: Any = import_module(f"{grant.package}.methods").SERVICE
    assert isinstance(described, Service)
    transport: Transport = LazyTransport(described, None)
    journal = Journal(path, find_effect)
    return Endpoint(
        grant.service,
        grant.package,
        JournaledTransport(grant.service, transport, journal),
    )


def _name_run(run: Run) -> str:
    """Return a name that each run of a play has for itself."""
    return f"run-{_name_journal(run)}-{len(run.granted)}"


def _name_journal(run: Run) -> str:
    """Return a name that runs of one script share while approvals are added."""
    return hashlib.sha256(f"{run.play}\n{run.source}".encode()).hexdigest()[:16]


def _show(params: object) -> str:
    try:
        text = render_canonical(params)
    except ValueError:
        text = "numbers out of range"
    if len(text) <= SHOWN_ARGUMENTS:
        return text
    return f"{text[:SHOWN_ARGUMENTS]}…"
