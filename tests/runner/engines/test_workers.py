"""Several workers, each with a home of its own as on another machine, one database."""

from __future__ import annotations

import json
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import pytest

from hero_runner.engines.dbos import settings
from hero_runner.engines.dbos.control import opened_client
from hero_runner.engines.dbos.launch import build_options
from hero_runner.store.connection import StoreError
from tests.runner.postgres import Postgres
from tests.runner.workbench import Workbench, opened_workbench

FLOW = """
    import os
    import time
    from hero_runner import flow

    def square(number):
        with open(os.environ["JOURNAL"], "a") as journal:
            journal.write(f"{number}\\n")
        time.sleep(float(os.environ.get("PAUSE", "0")))
        return number * number

    @flow
    def squares(first: int, count: int = 1) -> int:
        numbers = range(first, first + count)
        return sum(flow.call("square", square, number) for number in numbers)
"""


@dataclass(slots=True)
class Machines:
    """Hold some workbenches, their workers and the database that they share."""

    benches: list[Workbench]
    database: str
    workers: list[subprocess.Popen[str]]

    def start(self, number: int, concurrency: int, **variables: str) -> None:
        """Start a worker, named after its machine."""
        bench = self.benches[number]
        bench.environment |= variables
        options = ("--concurrency", str(concurrency), "--name", f"w{number}")
        self.workers.append(bench.start("worker", "--queue", "q", *options))

    def submit(self, play: str, source: str, inputs: dict[str, Any]) -> None:
        """Submit many plays faster than by a command each."""
        given = json.dumps({"values": inputs, "texts": {}})
        version = {"path": "/nowhere/squares.py", "source": source}
        with opened_client(self.database) as client:
            options = build_options(play, "q")
            client.enqueue(options, "squares", version, given)

    def results(self) -> dict[str, Any]:
        """Return the result of each play that is done."""
        with opened_client(self.database) as client:
            found = client.list_workflows(status="SUCCESS", load_input=False)
        return {item.workflow_id: json.loads(str(item.output)) for item in found}

    def statuses(self) -> Counter[str]:
        """Return how many plays have each status."""
        with opened_client(self.database) as client:
            found = client.list_workflows(load_input=False, load_output=False)
        return Counter(str(item.status) for item in found)

    def journals(self) -> list[list[str]]:
        """Return what the flows of each machine wrote."""
        return [bench.journal() for bench in self.benches]


@pytest.fixture
def machines(postgres: Postgres) -> Iterator[Machines]:
    """Return three machines without workers yet."""
    database = postgres.create()
    with ExitStack() as stack:
        benches = [stack.enter_context(opened_workbench()) for _ in range(3)]
        for bench in benches:
            bench.use_database(database)
        made = Machines(benches, database, [])
        yield made
        for process in made.workers:
            process.kill()
            process.communicate(timeout=20)


def source_of(machines: Machines) -> str:
    """Return the source of the flow of these tests."""
    return machines.benches[0].write("squares", FLOW).read_text("utf-8")


@pytest.mark.slow
def test_three_workers_run_three_hundred_plays_once_each(machines: Machines) -> None:
    source = source_of(machines)
    with opened_client(machines.database) as client:
        for number in range(300):
            given = json.dumps({"values": {"first": number}, "texts": {}})
            version = {"path": "/nowhere/squares.py", "source": source}
            options = build_options(f"p{number}", "q")
            client.enqueue(options, "squares", version, given)
    for number in range(3):
        machines.start(number, concurrency=3)
    bench = machines.benches[0]
    bench.wait_for(lambda: len(machines.results()) == 300, 240, pause=0.5)
    expected = {f"p{number}": number * number for number in range(300)}
    assert machines.results() == expected
    journals = machines.journals()
    runs = Counter(line for journal in journals for line in journal)
    assert runs == {str(number): 1 for number in range(300)}
    assert all(len(journal) > 30 for journal in journals)


def test_plays_of_a_killed_worker_are_adopted(machines: Machines) -> None:
    source = source_of(machines)
    plays = {f"p{number}": {"first": number * 100, "count": 10} for number in range(6)}
    for play, inputs in plays.items():
        machines.submit(play, source, inputs)
    machines.start(0, concurrency=3, PAUSE="0.2")
    bench = machines.benches[0]
    bench.wait_for(lambda: len(bench.journal()) > 8)
    machines.workers[0].send_signal(signal.SIGKILL)
    machines.workers[0].wait()
    before = bench.journal()
    for number in (1, 2):
        machines.start(number, concurrency=3)
    other = machines.benches[1]
    adopted = other.run("adopt", "w0")
    assert adopted.code == 0, adopted.stderr
    assert len(adopted.stdout.split()) == 3
    other.wait_for(lambda: len(machines.results()) == 6, 60, pause=0.2)
    assert machines.results() == {
        play: sum((inputs["first"] + step) ** 2 for step in range(10))
        for play, inputs in plays.items()
    }
    assert bench.journal() == before, "its flows ended with the worker"
    runs = Counter(line for journal in machines.journals() for line in journal)
    assert len(runs) == 60
    assert sum(runs.values()) <= 63, "only what ran at the death runs again"
    assert other.run("adopt", "w0").stdout == ""


def test_a_worker_that_starts_again_goes_on_with_its_plays(machines: Machines) -> None:
    source = source_of(machines)
    machines.submit("p", source, {"first": 0, "count": 5})
    machines.start(0, concurrency=1, PAUSE="2")
    bench = machines.benches[0]
    bench.wait_for(lambda: len(bench.journal()) == 2)
    second = bench.run("worker", "--queue", "q", "--name", "w0")
    assert second.code == 2
    assert "the worker w0 runs already, in process" in second.stderr
    refused = bench.run("adopt", "w0")
    assert refused.code == 2
    assert "the worker w0 runs in process" in refused.stderr
    machines.workers[0].send_signal(signal.SIGTERM)
    assert machines.workers[0].wait(20) == 143
    machines.start(0, concurrency=1, PAUSE="0")
    bench.wait_for(lambda: machines.results() == {"p": 30}, pause=0.2)
    assert len(bench.journal()) <= 6
    shown = bench.show("p")
    assert (shown["status"], shown["attempt"]) == ("success", 2)


def test_submitted_plays_fail_wait_and_are_cancelled(machines: Machines) -> None:
    bench = machines.benches[0]
    path = bench.write(
        "mixed",
        """
        import time
        from hero_runner import ask_user, flow

        @flow
        def failing():
            raise flow.Failed("no luck")

        @flow
        def asking() -> int:
            return ask_user.number("How many?")

        @flow
        def sleeping():
            flow.call("begin", print, "began")
            time.sleep(60)
        """,
    )
    for name in ("failing", "asking", "sleeping"):
        options = ("--queue", "q", "--id", name)
        done = bench.run("submit", f"{path}:{name}", *options)
        assert (done.code, done.stdout) == (0, f"{name}\n"), done.stderr
    bench.run("submit", f"{path}:asking", "--queue", "nobody", "--id", "waiting")
    machines.start(0, concurrency=3)
    bench.wait_for(lambda: machines.statuses()["ERROR"] == 1, pause=0.2)
    bench.wait_for(lambda: machines.statuses()["CANCELLED"] == 1, pause=0.2)
    assert bench.show("failing")["error"] == "no luck"
    assert bench.show("asking")["status"] == "awaiting_resume"
    answered = bench.run("resume", "asking", "--answer", "3")
    assert (answered.code, answered.result) == (0, 3), answered.stderr
    elsewhere = machines.benches[1]
    for play in ("waiting", "sleeping"):
        cancelled = elsewhere.run("cancel", play)
        assert cancelled.code == 0, cancelled.stderr
    bench.wait_for(lambda: bench.show("sleeping")["status"] == "cancelled", pause=0.2)
    expected = {"SUCCESS": 1, "ERROR": 1, "CANCELLED": 2}
    bench.wait_for(lambda: machines.statuses() == expected, pause=0.2)
    assert elsewhere.run("cancel", "waiting").code == 2


def test_a_play_that_another_machine_goes_on_with_stops_here(
    machines: Machines,
) -> None:
    first, second, _ = machines.benches
    path = first.write("squares", FLOW)
    first.environment["PAUSE"] = "3"
    options = (str(path), "--id", "p", "first=1", "count=2")
    process = first.start("play", *options)
    first.wait_for(first.journal)
    taken = second.play(*options)
    assert (taken.code, taken.result) == (0, 5), taken.stderr
    _, errors = process.communicate(timeout=20)
    assert process.returncode == 75
    assert "play p was taken over by another machine" in errors
    assert first.journal() == ["1"], "it stopped at its next step"
    assert machines.results() == {"p": 5}


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        ({"HERO_ENGINE": "other"}, "there are the engines local and dbos"),
        ({"HERO_DATABASE_URL": ""}, "set HERO_DATABASE_URL"),
        ({"HERO_DATABASE_URL": "mysql://a/b"}, "must be the address of a PostgreSQL"),
    ],
)
def test_wrong_settings_are_explained(
    workbench: Workbench, variables: dict[str, str], message: str
) -> None:
    path = workbench.write("squares", FLOW)
    workbench.environment["HERO_ENGINE"] = "dbos"
    done = workbench.run("play", str(path), "first=1", **variables)
    assert (done.code, done.stdout) == (2, "")
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "find_spec", lambda name: None)
    with pytest.raises(StoreError, match=r"pip install 'hero-runner\[dbos\]'"):
        settings.find_database({})


def test_a_database_that_is_not_there_is_explained(workbench: Workbench) -> None:
    path = workbench.write("squares", FLOW)
    workbench.use_database("postgresql://me:secret@127.0.0.1:9/none")
    played = workbench.run("play", str(path), "first=1")
    assert played.code == 75
    for command in (("worker",), ("submit", str(path))):
        done = workbench.run(*command, "--queue", "q")
        assert done.code == 2
        assert "the database of HERO_DATABASE_URL cannot be used" in done.stderr
    assert "the database of HERO_DATABASE_URL cannot be used" in played.stderr
    assert "secret" not in played.stderr


def test_a_play_waits_for_a_database_that_is_away(
    workbench: Workbench, postgres: Postgres
) -> None:
    path = workbench.write("squares", FLOW)
    workbench.use_database(postgres.create())
    workbench.environment["PAUSE"] = "0.4"
    process = workbench.start("play", str(path), "--id", "p", "first=0", "count=5")
    workbench.wait_for(lambda: len(workbench.journal()) == 2)
    postgres.stop()
    try:
        time.sleep(1)
        assert process.poll() is None
    finally:
        postgres.start()
    output, errors = process.communicate(timeout=40)
    assert (process.returncode, output) == (0, "30\n"), errors
    assert workbench.journal() == ["0", "1", "2", "3", "4"]
    assert "Traceback" not in errors


def test_a_play_stays_with_its_engine(workbench: Workbench, postgres: Postgres) -> None:
    path = workbench.write("squares", FLOW.replace("numbers =", "numbers = 1 / 0 or"))
    assert workbench.run("play", str(path), "--id", "p", "first=1").code == 1
    workbench.use_database(postgres.create())
    refused = workbench.run("resume", "p")
    assert refused.code == 2
    assert "play p began with the engine local: set HERO_ENGINE=local" in refused.stderr
    assert workbench.show("p")["status"] == "failed"
