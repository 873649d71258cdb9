"""`kill -9` at every step, inside and after it: only what it interrupts runs twice."""

import json
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.runner.postgres import Postgres
from tests.runner.workbench import Workbench, opened_workbench

STEPS = 100
PARTS = 3

# Kills the flow's process inside a step, or the runner's after it, once per step.
SOURCE = """
    import json
    import os
    import signal
    import time
    from hero_runner import flow

    def note(text):
        with open(os.environ["JOURNAL"], "a") as journal:
            journal.write(text + "\\n")

    def kill_once(number, process):
        mark = f"{os.environ['JOURNAL']}.{number}"
        if os.path.exists(mark) or number not in json.loads(os.environ["AT"]):
            return
        open(mark, "x").close()
        os.kill(process, signal.SIGKILL)
        time.sleep(30)

    def work(number):
        note(str(number))
        if os.environ["KILL"] == "inside":
            kill_once(number, os.getpid())
        return number

    @flow
    def killed(steps: int) -> int:
        total = 0
        for number in range(steps):
            with flow.step("round"):
                total += flow.call("work", work, number)
            if os.environ["KILL"] == "after":
                kill_once(number, os.getppid())
        return total
"""


def assert_finished_steps_run_once(
    bench: Workbench, where: str, numbers: Sequence[int], play: str = "p"
) -> None:
    """Kill a play at some of its steps, each time going on by the same command."""
    bench.write("killed", SOURCE)
    command = ("killed", "--id", play, f"steps={STEPS}")
    at = json.dumps(list(numbers))
    for _ in numbers:
        done = bench.play(*command, KILL=where, AT=at)
        assert done.code == (75 if where == "inside" else -9), done.stderr
        assert done.stdout == ""
    done = bench.play(*command, KILL=where, AT=at)
    assert (done.code, done.result) == (0, sum(range(STEPS))), done.stderr
    runs = Counter(bench.journal())
    twice = set(numbers) if where == "inside" else set()
    assert runs == {str(step): 1 + (step in twice) for step in range(STEPS)}
    assert bench.show(play)["attempt"] == len(numbers) + 1


@pytest.mark.parametrize("where", ["inside", "after"])
def test_a_finished_step_never_runs_again(bench: Workbench, where: str) -> None:
    at = range(STEPS) if "HERO_ENGINE" not in bench.environment else range(0, STEPS, 20)
    assert_finished_steps_run_once(bench, where, at)


@pytest.mark.slow
@pytest.mark.parametrize("where", ["inside", "after"])
def test_no_step_of_a_hundred_runs_again_with_dbos(
    postgres: Postgres, where: str
) -> None:
    """Kill at all steps; the plays of several machines share them, on one database."""
    database = postgres.create()

    def run(part: int) -> None:
        with opened_workbench() as bench:
            bench.use_database(database)
            assert_finished_steps_run_once(
                bench, where, range(part, STEPS, PARTS), f"p{part}"
            )

    with ThreadPoolExecutor(PARTS) as pool:
        list(pool.map(run, range(PARTS)))


def test_a_finished_play_tells_its_result_again(bench: Workbench) -> None:
    bench.write("killed", SOURCE)
    command = ("killed", "--id", "p", "steps=3")
    first = bench.play(*command, KILL="never")
    again = bench.play(*command, KILL="never")
    assert first.result == again.result == 3
    assert len(bench.journal()) == 3


def test_spans_of_a_killed_process_are_lost_and_kept_calls_are_replayed(
    bench: Workbench,
) -> None:
    bench.write("killed", SOURCE)
    bench.play("killed", "--id", "p", "steps=2", KILL="inside", AT="[0, 1]")
    bench.play("killed", "--id", "p", "steps=2", KILL="inside", AT="[0, 1]")
    bench.play("killed", "--id", "p", "steps=2", KILL="inside", AT="[0, 1]")
    spans = bench.show("p")["spans"]
    found = Counter((item["attempt"], item["name"], item["status"]) for item in spans)
    assert found == {
        (1, "killed", "lost"): 1,
        (1, "round", "lost"): 1,
        (1, "work", "lost"): 1,
        (2, "killed", "lost"): 1,
        (2, "round", "ok"): 1,
        (2, "work", "ok"): 1,
        (2, "round", "lost"): 1,
        (2, "work", "lost"): 1,
        (3, "killed", "ok"): 1,
        (3, "round", "replayed"): 1,
        (3, "work", "replayed"): 1,
        (3, "round", "ok"): 1,
        (3, "work", "ok"): 1,
    }
