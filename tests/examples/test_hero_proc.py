"""The stand-in for hero_proc runs real processes, through the generated client."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

import pytest

from hero_proc_client import HeroProc
from hero_proc_client.models import (
    ActionSpec,
    Job,
    JobFilter,
    LogLine,
    RetryPolicy,
    ServiceSpec,
)
from hero_runtime.errors import RemoteError

from .service_process import SERVICES, RunningService
from .stand_ins import running_stand_in

SECONDS = 20.0


@contextmanager
def running_proc(folder: Path) -> Iterator[tuple[RunningService, HeroProc]]:
    """Run hero_proc with its database in the folder, and a client of it."""
    options = ("--database", folder / "proc.db", "--grace", "1")
    with running_stand_in("hero_proc", folder, *options) as service:
        try:
            with HeroProc(service.socket) as client:
                yield service, client
        finally:
            if service.process.poll() is None:
                service.stop()


@pytest.fixture(scope="module")
def client() -> Iterator[HeroProc]:
    """One hero_proc for the tests that do not end it: starting one takes time."""
    with tempfile.TemporaryDirectory(prefix="hero") as folder:
        with running_proc(Path(folder)) as (_, client):
            yield client


def shell(script: str, name: str = "job", **settings: object) -> ActionSpec:
    """Return an action that runs a script of the shell."""
    fields = {"timeout_ms": 10_000, **settings}
    return ActionSpec.model_validate({"name": name, "script": script, **fields})


def wait_for(client: HeroProc, job: Job, is_right: Callable[[Job], bool]) -> Job:
    """Wait until a job is as it should be."""
    end = monotonic() + SECONDS
    while not is_right(job := client.job_get(job.id)):
        assert monotonic() < end, job
        sleep(0.02)
    return job


def finish(client: HeroProc, job: Job) -> Job:
    """Wait until a job has ended."""
    return wait_for(client, job, lambda job: job.finished_at is not None)


def read_log(client: HeroProc, job: Job, attempt: int | None = None) -> list[str]:
    """Return the lines that a job wrote."""
    return [line.line for line in client.job_logs(job.id, attempt=attempt)]


def wait_for_file(path: Path) -> str:
    """Wait until a process has written a line into a file, and return it."""
    end = monotonic() + SECONDS
    while not (path.exists() and path.read_text().endswith("\n")):
        assert monotonic() < end, path
        sleep(0.02)
    return path.read_text().strip()


def is_alive(pid: int) -> bool:
    """Tell whether a process runs; one that only waits to be reaped does not."""
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z"


def test_a_job_runs_and_its_output_is_kept(client: HeroProc) -> None:
    script = "echo out; echo err >&2; printf 'no end'; exit 3"
    job = client.job_create(shell(script))
    assert (job.action, job.attempt, job.exit_code) == ("job", 1, None)
    done = finish(client, job)
    assert (done.phase, done.exit_code, done.error) == ("failed", 3, "exit code 3")
    assert done.created_at <= (done.started_at or 0) <= (done.finished_at or 0)
    lines = {(line.stream, line.line) for line in client.job_logs(job.id)}
    assert lines == {("stdout", "out"), ("stderr", "err"), ("stdout", "no end")}


def test_a_command_gets_a_bare_environment_and_its_job(
    client: HeroProc, tmp_path: Path
) -> None:
    command = ["sh", "-c", "pwd; env", "{{unused}}"]
    action = ActionSpec(
        name="env",
        command=command,
        timeout_ms=5000,
        cwd=str(tmp_path),
        env={"GREETING": "hello {{name}}"},
    )
    job = client.job_create(action, inputs={"unused": "$(id)"})
    assert finish(client, job).phase == "succeeded"
    place, *lines = read_log(client, job)
    assert place == str(tmp_path)
    environment = dict(line.split("=", 1) for line in lines)
    own = {"PATH", "GREETING", "HERO_PROC_JOB_ID", "HERO_PROC_ATTEMPT"}
    assert environment.keys() - {"PWD", "SHLVL", "_"} == own
    assert environment["HERO_PROC_JOB_ID"] == job.id


def test_inputs_fill_a_script_and_are_checked(client: HeroProc) -> None:
    schema = '{"type": "object", "required": ["name"]}'
    action = shell("echo hello {{name}}", input_schema=schema)
    job = client.job_create(action, inputs={"name": "$(id); you"})
    assert finish(client, job).phase == "succeeded"
    assert read_log(client, job) == ["hello $(id); you"]
    with pytest.raises(RemoteError, match="do not match the input schema"):
        client.job_create(action)
    with pytest.raises(RemoteError, match="not a JSON Schema"):
        client.action_set(shell("true", input_schema='{"type": 3}'))
    lost = finish(client, client.job_create(shell("echo {{lost}}")))
    assert lost.error == "cannot start: there is no input 'lost'"


def test_exit_75_starts_it_again(client: HeroProc, tmp_path: Path) -> None:
    script = (
        f"echo x >> {tmp_path}/n; test $(wc -l < {tmp_path}/n) = 3 || exit 75; echo y"
    )
    job = finish(client, client.job_create(shell(script)))
    assert (job.phase, job.attempt, job.exit_code) == ("succeeded", 3, 0)
    assert read_log(client, job) == ["y"]
    assert read_log(client, job, attempt=1) == []


def test_a_signal_starts_it_again(client: HeroProc, tmp_path: Path) -> None:
    script = f"test -e {tmp_path}/again && exit; touch {tmp_path}/again; kill -9 $$"
    job = finish(client, client.job_create(shell(script)))
    assert (job.phase, job.attempt, job.error) == ("succeeded", 2, None)


def test_retries_are_bounded(client: HeroProc) -> None:
    policy = RetryPolicy(max_attempts=3, delay_ms=1)
    job = client.job_create(shell("exit 4", retry_policy=policy.model_dump()))
    done = finish(client, job)
    assert (done.phase, done.attempt, done.exit_code) == ("failed", 3, 4)


def test_a_time_limit_ends_it_with_its_children(
    client: HeroProc, tmp_path: Path
) -> None:
    script = f"sleep 100 & echo $! > {tmp_path}/child; wait"
    job = client.job_create(shell(script, timeout_ms=300))
    done = finish(client, job)
    assert (done.phase, done.error) == ("timed_out", "not done after 300 ms")
    assert not is_alive(int(wait_for_file(tmp_path / "child")))


def test_cancelling_asks_first_and_then_insists(
    client: HeroProc, tmp_path: Path
) -> None:
    script = (
        f"trap 'echo asked' TERM; echo $$ > {tmp_path}/pid; while :; do sleep 1; done"
    )
    job = client.job_create(shell(script, timeout_ms=0))
    pid = int(wait_for_file(tmp_path / "pid"))
    assert client.job_cancel(job.id) is True
    done = finish(client, job)
    assert (done.phase, done.exit_code) == ("cancelled", None)
    assert "asked" in read_log(client, job)
    assert not is_alive(pid)
    assert client.job_cancel(job.id) is False


def test_a_flood_of_output_is_kept_in_bounds(client: HeroProc) -> None:
    script = "head -c 100000 /dev/zero | tr '\\0' x; echo; yes | head -150000"
    job = finish(client, client.job_create(shell(script, timeout_ms=60_000)))
    assert job.phase == "succeeded"
    lines = client.job_logs(job.id, limit=100_000)
    assert len(lines) == 100_000
    assert max(len(line.line) for line in lines) == 8192
    assert lines[-1].line == "more output is not kept"


def test_what_does_not_start_says_why(client: HeroProc) -> None:
    action = ActionSpec(name="none", command=["/no/such/program"], timeout_ms=0)
    job = finish(client, client.job_create(action))
    assert job.phase == "failed"
    assert "No such file" in str(job.error)
    assert "cannot start" in read_log(client, job)[0]


@pytest.mark.parametrize(
    "settings",
    [
        {"depends_on": ["other"]},
        {"kill_others": True},
        {"interpreter": "ai"},
        {"interpreter": "rhai"},
        {"command": ["echo"]},
        {"script": ""},
    ],
)
def test_what_it_would_not_do_is_refused(
    client: HeroProc, settings: dict[str, object]
) -> None:
    fields = {"name": "a", "script": "true", "timeout_ms": 0, **settings}
    before = client.job_list()
    with pytest.raises(RemoteError) as caught:
        client.job_create(ActionSpec.model_validate(fields))
    assert vars(caught.value)["code"] == -32602
    assert client.job_list() == before


def test_singletons_and_ports_conflict(client: HeroProc) -> None:
    first = client.job_create(shell("sleep 60", singleton=True))
    with pytest.raises(RemoteError, match="occupied"):
        client.job_create(shell("sleep 60", singleton=True))
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        with pytest.raises(RemoteError, match="occupied"):
            client.job_create(shell("true", name="other", tcp_ports=[port]))
    client.job_cancel(first.id)


def test_actions_jobs_and_lines_are_listed(client: HeroProc) -> None:
    assert client.action_set(shell("true", name="one")) == "one"
    client.action_set(shell("false", name="two"))
    names = [name for name in client.action_list() if name in ("one", "two")]
    assert names == ["one", "two"]
    jobs = [
        finish(client, client.job_create(client.action_get(name))) for name in names
    ]
    assert [job.id for job in client.job_list()[:2]] == [jobs[1].id, jobs[0].id]
    failed = client.job_list(filter=JobFilter(phase="failed", limit=1))
    assert [job.id for job in failed] == [jobs[1].id]
    assert [job.id for job in client.job_list(filter=JobFilter(action="one"))] == [
        jobs[0].id
    ]
    assert client.action_delete("one") and not client.action_delete("one")
    with pytest.raises(RemoteError, match="Action not found"):
        client.action_get("one")
    with pytest.raises(RemoteError, match="Job not found"):
        client.job_get("none")
    assert client.logs_insert([LogLine(line="a"), LogLine(line="b")]) == 2


def test_a_service_is_started_restarted_and_stopped(
    client: HeroProc, tmp_path: Path
) -> None:
    script = f"echo $$ >> {tmp_path}/pids; exec sleep 100"
    client.action_set(shell(script, "web", timeout_ms=0, restart_always=True))
    client.service_set(ServiceSpec(name="site", actions=["web"], tags=["a"]))
    first = int(wait_for_file(tmp_path / "pids"))
    (status,) = client.service_list(tag="a")
    assert (status.state, status.pid, status.restarts) == ("running", first, 0)
    (tmp_path / "pids").unlink()
    os.kill(first, signal.SIGKILL)
    second = int(wait_for_file(tmp_path / "pids"))
    status = client.service_reload("site")
    assert (status.restarts, status.last_error) == (1, "ended by signal 9")
    (tmp_path / "pids").unlink()
    client.service_restart("site")
    third = int(wait_for_file(tmp_path / "pids"))
    assert len({first, second, third}) == 3
    assert client.service_stop("site").state == "stopped"
    assert not any(map(is_alive, (first, second, third)))
    assert client.service_start("site").name == "site"
    assert client.service_delete("site")
    assert client.service_list() == []
    with pytest.raises(RemoteError, match="Service not found"):
        client.service_get("site")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_jobs_go_on_after_a_restart(short_folder: Path, number: signal.Signals) -> None:
    pids = short_folder / "pids"
    script = f"echo $$ >> {pids}; test $HERO_PROC_ATTEMPT = 2 || sleep 100"
    with running_proc(short_folder) as (service, client):
        job = client.job_create(shell(script, timeout_ms=0))
        first = int(wait_for_file(pids))
        pids.unlink()
        code = service.stop(number)
        assert code == (0 if number == signal.SIGTERM else -number)
        assert is_alive(first) is (number == signal.SIGKILL)
    with running_proc(short_folder) as (_, client):
        done = finish(client, job)
        assert (done.phase, done.attempt) == ("succeeded", 2)
        assert int(wait_for_file(pids)) != first
    assert not is_alive(first)


def test_two_do_not_share_a_database(short_folder: Path) -> None:
    with running_proc(short_folder) as (_, client):
        job = client.job_create(shell("sleep 100", timeout_ms=0))
        done = subprocess.run(
            [
                *(sys.executable, SERVICES / "hero_proc"),
                *("--socket", short_folder / "other.sock"),
                *("--database", short_folder / "proc.db"),
            ],
            capture_output=True,
            text=True,
            timeout=30,
        )
        assert (done.returncode, "another hero_proc uses" in done.stderr) == (1, True)
        wait_for(client, job, lambda job: job.phase == "running")
