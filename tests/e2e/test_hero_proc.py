"""The README's flow under the stand-in for hero_proc: killed, resumed, done."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from hero_proc_client import HeroProc
from hero_proc_client.models import Job
from tests.e2e.shelf import Shelf, find_child, kill, laid_out_shelf, wait_for
from tests.examples.stand_ins import running_stand_in

ASKING = """
from hero_runner import ask_user, flow

@flow
def name_book(shelf: str, limit: int = 3) -> str:
    return shelf + ask_user.text("Which name?")
"""


@pytest.fixture(scope="module")
def shelf() -> Iterator[Shelf]:
    with laid_out_shelf() as found:
        yield found


@pytest.fixture(scope="module")
def proc(shelf: Shelf) -> Iterator[HeroProc]:
    options = ("--database", shelf.folder / "proc.db", "--grace", "1")
    with running_stand_in("hero_proc", shelf.sockets, *options) as service:
        with HeroProc(service.socket) as client:
            yield client
        service.stop()


def register(shelf: Shelf, path: Path, *arguments: str) -> dict[str, object]:
    """Register a flow and return what the command did."""
    shown = shelf.run("register", str(path), "--json", *arguments)
    found: dict[str, object] = json.loads(shown)["changes"]
    return found


def start(proc: HeroProc, action: str, **inputs: object) -> Job:
    """Run an action once."""
    return proc.job_create(proc.action_get(action), inputs=inputs)


def finish(proc: HeroProc, job: Job) -> Job:
    """Wait until a job has ended."""
    wait_for(lambda: proc.job_get(job.id).finished_at is not None)
    return proc.job_get(job.id)


def test_a_killed_flow_is_resumed_by_its_job(shelf: Shelf, proc: HeroProc) -> None:
    assert register(shelf, shelf.flow) == {"action": "created", "service": None}
    assert register(shelf, shelf.flow) == {"action": "unchanged", "service": None}
    shelf.relay.hold(calls=2)
    job = start(proc, "count_pages")
    shelf.relay.wait_until_held()
    kill(find_child(shelf.find_runner(job.id)))
    shelf.relay.hold(calls=2)
    shelf.relay.wait_until_held()
    kill(shelf.find_runner(job.id))
    shelf.relay.release()

    done = finish(proc, job)
    assert (done.phase, done.exit_code, done.attempt) == ("succeeded", 0, 3)
    shelf.verify_calls(interrupted=2)
    play = shelf.show(job.id)
    assert (play["status"], play["job"], play["attempt"]) == ("success", job.id, 3)
    last = [line.line for line in proc.job_logs(job.id) if line.stream == "stdout"]
    assert last == [play["output"]]
    first = [line.line for line in proc.job_logs(job.id, attempt=1)]
    assert any("killed by SIGKILL" in line for line in first)
    assert f"job {job.id}" in shelf.run("show", job.id)
    assert f"(job {job.id})" in shelf.run("plays")


def test_a_play_that_waits_uses_one_attempt(shelf: Shelf, proc: HeroProc) -> None:
    path = shelf.folder / "name_book.py"
    path.write_text(ASKING, "utf-8")
    register(shelf, path)
    job = start(proc, "name_book", shelf="{{limit}} $(id) ")

    def is_asked() -> bool:
        return any("waits" in line.line for line in proc.job_logs(job.id))

    wait_for(is_asked)
    answered = shelf.run("resume", job.id, "--answer", "Emma")
    done = finish(proc, job)
    assert (done.phase, done.attempt) == ("succeeded", 1)
    assert json.loads(answered) == "{{limit}} $(id) Emma"


def test_a_failed_play_is_not_started_again(shelf: Shelf, proc: HeroProc) -> None:
    path = shelf.folder / "fails.py"
    source = "from hero_runner import flow\n@flow\ndef fails():\n    raise flow.Failed"
    path.write_text(source, "utf-8")
    register(shelf, path)
    done = finish(proc, start(proc, "fails"))
    assert (done.phase, done.exit_code, done.attempt) == ("failed", 1, 1)


def test_a_service_is_one_play(shelf: Shelf, proc: HeroProc) -> None:
    arguments = ("--service", "--name", "shelf", "workspace=default")
    changes = register(shelf, shelf.flow, *arguments)
    assert changes == {"action": "created", "service": "created"}
    wait_for(lambda: shelf.show_status("shelf") == "success")
    proc.service_restart("shelf")
    calls = len(shelf.relay.calls)
    changes = register(shelf, shelf.flow, *arguments)
    assert changes == {"action": "unchanged", "service": "unchanged"}
    assert proc.action_get("shelf").singleton
    assert shelf.show("shelf")["attempt"] == 1
    assert len(shelf.relay.calls) == calls
