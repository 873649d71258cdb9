"""Tie the methods to the store and to what runs."""

import argparse
import fcntl
import os
import threading
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hero_service.description import Call
from hero_service.paths import resolve_database
from hero_service.stand_in import StandIn

from hero_proc.checks import (
    LEFT_OUT_OF_SERVICES,
    refuse_left_out,
    verify_action,
    verify_free,
    verify_inputs,
)
from hero_proc.errors import ActionNotFound, JobNotFound, ServiceNotFound
from hero_proc.store import ACTIVE, Store, StoredJob, now_ms
from hero_proc.supervisor import Supervisor

GRACE_SECONDS = 5.0
Spec = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Processes:
    """What the methods work with."""

    store: Store
    supervisor: Supervisor
    starting: threading.Lock = field(default_factory=threading.Lock)


def set_action(call: Call[Processes], action: Spec) -> str:
    """Store an action."""
    verify_action(action)
    call.store.store.write_spec("action", action)
    return str(action["name"])


def get_action(call: Call[Processes], name: str) -> Spec:
    """Get an action."""
    spec = call.store.store.read_spec("action", name)
    if spec is None:
        raise ActionNotFound(data=f"Store {name[:100]!r} with action.set first.")
    return spec


def list_actions(call: Call[Processes]) -> list[str]:
    """List the actions."""
    rows = call.store.store.query("SELECT name FROM action ORDER BY name")
    return [row["name"] for row in rows]


def delete_action(call: Call[Processes], name: str) -> bool:
    """Delete an action; its jobs go on."""
    return bool(
        call.store.store.query("DELETE FROM action WHERE name = ? RETURNING name", name)
    )


def create_job(call: Call[Processes], action: Spec, inputs: Spec) -> Spec:
    """Run an action once."""
    verify_action(action)
    verify_inputs(action, inputs)
    return start_job(call.store, action, inputs, None).wire


def start_job(
    processes: Processes, action: Mapping[str, Any], inputs: Spec, service: str | None
) -> StoredJob:
    """Start an action if nothing is in its way."""
    store = processes.store
    identifier = str(uuid.uuid4())
    with processes.starting:
        names = [job.row["action"] for job in store.list_active_jobs()]
        verify_free(action, action["name"] in names)
        store.add_job(identifier, action, inputs, service)
        processes.supervisor.start(identifier)
    return require_job(store, identifier)


def require_job(store: Store, identifier: str) -> StoredJob:
    """Find a job, or raise its error."""
    job = store.find_job(identifier)
    if job is None:
        raise JobNotFound(data=f"No job is {identifier[:100]!r}; see job.list.")
    return job


def get_job(call: Call[Processes], job_id: str) -> Spec:
    """Get a job."""
    return require_job(call.store.store, job_id).wire


def list_jobs(call: Call[Processes], filter: Spec | None = None) -> list[Spec]:
    """List jobs, the newest first."""
    wanted = filter or {}
    jobs = call.store.store.list_jobs(
        wanted.get("action"), wanted.get("phase"), wanted.get("limit", 100)
    )
    return [job.wire for job in jobs]


def cancel_job(call: Call[Processes], job_id: str) -> bool:
    """Cancel a job; false when it has ended already."""
    job = require_job(call.store.store, job_id)
    call.store.supervisor.stop(job_id)
    return job.row["phase"] in ACTIVE


def list_log(
    call: Call[Processes], job_id: str, attempt: int | None, limit: int
) -> list[Spec]:
    """Get the log of a job."""
    job = require_job(call.store.store, job_id)
    number = int(job.row["attempt"]) if attempt is None else attempt
    return call.store.store.list_lines(job_id, number, limit)


def insert_lines(call: Call[Processes], lines: list[Spec]) -> int:
    """Add lines to the log."""
    call.store.store.add_lines(
        (
            *(None, None, line.get("source"), line.get("stream"), line.get("level")),
            *(line.get("timestamp") or now_ms(), line["line"]),
        )
        for line in lines
    )
    return len(lines)


def set_service(call: Call[Processes], service: Spec) -> str:
    """Store a service, and start it if that is the state it is kept in."""
    refuse_left_out(service, LEFT_OUT_OF_SERVICES)
    for name in service["actions"]:
        get_action(call, name)
    name = str(service["name"])
    stop_service_jobs(call.store, name)
    call.store.store.write_spec("service", service)
    if service.get("wanted", "start") == "start":
        start_service(call, name)
    return name


def get_service(call: Call[Processes], name: str) -> Spec:
    """Get a service."""
    spec = call.store.store.read_spec("service", name)
    if spec is None:
        raise ServiceNotFound(data=f"Store {name[:100]!r} with service.set first.")
    return spec


def list_services(call: Call[Processes], tag: str | None) -> list[Spec]:
    """List the services with their state."""
    rows = call.store.store.query("SELECT name FROM service ORDER BY name")
    names = [row["name"] for row in rows]
    return [
        describe_service(call, name)
        for name in names
        if tag is None or tag in get_service(call, name).get("tags", [])
    ]


def start_service(call: Call[Processes], name: str) -> Spec:
    """Start the actions of a service that do not run."""
    spec = get_service(call, name)
    store = call.store.store
    running = {job.spec["name"] for job in store.list_active_jobs(name)}
    for action in spec["actions"]:
        if action not in running:
            start_job(call.store, get_action(call, action), {}, name)
    store.query("UPDATE service SET wanted = 'start' WHERE name = ?", name)
    return describe_service(call, name)


def stop_service(call: Call[Processes], name: str) -> Spec:
    """Stop the actions of a service."""
    get_service(call, name)
    statement = "UPDATE service SET wanted = 'stop' WHERE name = ?"
    call.store.store.query(statement, name)
    stop_service_jobs(call.store, name)
    return describe_service(call, name)


def stop_service_jobs(processes: Processes, name: str) -> None:
    """End what runs of a service, the last started first."""
    for job in reversed(processes.store.list_active_jobs(name)):
        processes.supervisor.stop(job.id)


def restart_service(call: Call[Processes], name: str) -> Spec:
    """Stop a service and start it again."""
    stop_service(call, name)
    return start_service(call, name)


def reload_service(call: Call[Processes], name: str) -> Spec:
    """Do what a reload is for: definitions are read at each start, so nothing."""
    get_service(call, name)
    return describe_service(call, name)


def delete_service(call: Call[Processes], name: str) -> bool:
    """Stop a service and delete it."""
    stop_service_jobs(call.store, name)
    statement = "DELETE FROM service WHERE name = ? RETURNING name"
    return bool(call.store.store.query(statement, name))


def describe_service(call: Call[Processes], name: str) -> Spec:
    """Return the state of a service, from the last job of each of its actions."""
    jobs = call.store.store.list_last_jobs(name)
    rows = call.store.store.query("SELECT wanted FROM service WHERE name = ?", name)
    errors = [job.row["error"] for job in jobs if job.row["error"]]
    pids = [job.row["pid"] for job in jobs if job.row["pid"] is not None]
    return {
        "name": name,
        "state": choose_state(rows[0]["wanted"], [job.row["phase"] for job in jobs]),
        "pid": pids[0] if pids else None,
        "restarts": sum(int(job.row["attempt"]) - 1 for job in jobs),
        "healthy": None,
        "last_error": errors[-1] if errors else None,
    }


def choose_state(wanted: str, phases: list[str]) -> str:
    """Return the state of a service whose jobs are in these phases."""
    if wanted == "stop" or not phases:
        return "stopped"
    if all(phase == "running" for phase in phases):
        return "running"
    if any(phase in ("failed", "timed_out") for phase in phases):
        return "degraded" if "running" in phases else "failed"
    return "starting" if "pending" in phases else "stopped"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add where state is kept, and the time between two signals."""
    parser.add_argument(
        "--database",
        type=Path,
        default=resolve_database("hero_proc", os.environ),
        help="SQLite file (default: %(default)s)",
    )
    parser.add_argument(
        "--grace",
        type=float,
        default=GRACE_SECONDS,
        help="seconds between SIGTERM and SIGKILL (default: %(default)s)",
    )


@contextmanager
def open_processes(options: argparse.Namespace) -> Iterator[Processes]:
    """Start again what ran before; end all processes when the service ends."""
    options.database.parent.mkdir(parents=True, exist_ok=True)
    with locked(options.database):
        store = Store(options.database)
        supervisor = Supervisor(store, options.grace)
        try:
            supervisor.recover()
            yield Processes(store, supervisor)
        finally:
            supervisor.close()
            store.close()


@contextmanager
def locked(database: Path) -> Iterator[None]:
    """Refuse a file that another hero_proc uses: it would end the jobs of the other."""
    with database.with_name(f"{database.name}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise SystemExit(
                f"hero_proc: another hero_proc uses {database}. Stop it, or choose"
                " another file with --database."
            ) from error
        yield


METHODS: dict[str, Callable[..., Any]] = {
    "action.set": set_action,
    "action.get": get_action,
    "action.list": list_actions,
    "action.delete": delete_action,
    "job.create": create_job,
    "job.get": get_job,
    "job.list": list_jobs,
    "job.cancel": cancel_job,
    "job.logs": list_log,
    "logs.insert": insert_lines,
    "service.set": set_service,
    "service.get": get_service,
    "service.list": list_services,
    "service.start": start_service,
    "service.stop": stop_service,
    "service.restart": restart_service,
    "service.reload": reload_service,
    "service.delete": delete_service,
}
STAND_IN: StandIn[Processes] = StandIn(
    name="hero_proc",
    methods=METHODS,
    open_store=open_processes,
    add_options=add_options,
)
