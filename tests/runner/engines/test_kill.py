"""`kill -9` at every step, inside and after it: only what it interrupts runs twice."""

from collections import Counter

import pytest

from tests.runner.workbench import Workbench

STEPS = 100

# Kills the flow's process inside a step, or the runner's after it, once per step.
SOURCE = """
    import os
    import signal
    import time
    from hero_runner import flow

    def note(text):
        with open(os.environ["JOURNAL"], "a") as journal:
            journal.write(text + "\\n")

    def kill_once(number, process):
        mark = f"{os.environ['JOURNAL']}.{number}"
        if os.path.exists(mark):
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


@pytest.mark.parametrize(("where", "codes"), [("inside", {75}), ("after", {-9})])
def test_a_finished_step_never_runs_again(
    bench: Workbench, where: str, codes: set[int]
) -> None:
    bench.write("killed", SOURCE)
    command = ("killed", "--id", "p", f"steps={STEPS}")
    for _ in range(STEPS):
        done = bench.play(*command, KILL=where)
        assert done.code in codes, done.stderr
        assert done.stdout == ""
    done = bench.play(*command, KILL=where)
    assert (done.code, done.result) == (0, sum(range(STEPS)))
    runs = Counter(bench.journal())
    expected = 2 if where == "inside" else 1
    assert runs == {str(number): expected for number in range(STEPS)}
    assert bench.show("p")["attempt"] == STEPS + 1


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
    bench.play("killed", "--id", "p", "steps=2", KILL="inside")
    bench.play("killed", "--id", "p", "steps=2", KILL="inside")
    bench.play("killed", "--id", "p", "steps=2", KILL="inside")
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
