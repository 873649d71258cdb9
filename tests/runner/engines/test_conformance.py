"""What every engine must do beside surviving `kill -9`."""

import signal
from collections import Counter
from pathlib import Path

from tests.runner.workbench import Workbench

NOTE = """
    import asyncio
    import os
    import signal
    import threading
    import time
    from concurrent.futures import ThreadPoolExecutor
    from hero_runner import ask_user, flow

    def note(text):
        with open(os.environ["JOURNAL"], "a") as journal:
            journal.write(str(text) + "\\n")
        return text

    def wait_for(name):
        while not os.path.exists(name):
            time.sleep(0.01)

    def kill_once(name):
        if not os.path.exists(name):
            open(name, "x").close()
            os.kill(os.getpid(), signal.SIGKILL)
"""


def write(bench: Workbench, name: str, source: str) -> Path:
    """Write a flow with what the flows here have in common."""
    return bench.write(name, NOTE + source)


def test_a_second_owner_is_sent_away(bench: Workbench) -> None:
    write(
        bench,
        "long",
        """
    @flow
    def long() -> int:
        flow.call("first", note, "began")
        wait_for("go")
        return 1
    """,
    )
    first = bench.start("play", *bench.engine, "long", "--id", "p")
    bench.wait_for(bench.journal)
    second = bench.play("long", "--id", "p")
    assert second.code == 75
    assert "play p is running in process" in second.stderr
    (bench.folder / "go").touch()
    assert first.communicate(timeout=20)[0] == "1\n"
    assert first.returncode == 0
    assert bench.journal() == ["began"]


def test_a_play_goes_on_with_the_source_it_began_with(bench: Workbench) -> None:
    source = """
    @flow
    def changed() -> list:
        first = flow.call("first", note, "old first")
        kill_once("killed")
        return [first, flow.call("second", note, "old second")]
    """
    path = write(bench, "changed", source)
    assert bench.play("changed", "--id", "p").code == 75
    path.write_text(path.read_text("utf-8").replace("old", "new"), "utf-8")
    assert bench.play("changed", "--id", "p").result == ["old first", "old second"]
    assert bench.play("changed", "--id", "q").result == ["new first", "new second"]


def test_a_finished_step_with_other_arguments_makes_the_play_stale(
    bench: Workbench,
) -> None:
    write(
        bench,
        "unsteady",
        """
    @flow
    def unsteady() -> list:
        kept = [flow.call("same", note, "same")]
        kept.append(flow.call("mark", note, os.path.exists("killed")))
        kill_once("killed")
        return kept
    """,
    )
    assert bench.play("unsteady", "--id", "p").code == 75
    stale = bench.play("unsteady", "--id", "p")
    assert stale.code == 1
    assert "hero-runner fork PLAY --from 'mark'" in stale.stderr
    assert bench.show("p")["status"] == "stale"
    forked = bench.run("fork", *bench.engine, "p", "--from", "mark", "--id", "q")
    assert forked.result == ["same", True]
    assert bench.journal() == ["same", "False", "True"]


def test_steps_that_are_new_in_front_of_kept_ones_shift_nothing(
    bench: Workbench,
) -> None:
    (bench.flows / "part.py").write_text("NEW = False\n")
    write(
        bench,
        "grown",
        """
    import part

    @flow
    def grown() -> int:
        with flow.step("outer"):
            if part.NEW:
                flow.call("new", note, "new")
            total = sum(flow.call("old", note, number) for number in range(3))
        kill_once("killed")
        return total
    """,
    )
    assert bench.play("grown", "--id", "p").code == 75
    (bench.flows / "part.py").write_text("NEW = True  # longer\n")
    assert bench.play("grown", "--id", "p").result == 3
    assert bench.journal() == ["0", "1", "2", "new"]


def test_a_fork_keeps_what_finished_before_its_step(bench: Workbench) -> None:
    write(
        bench,
        "four",
        """
    @flow
    def four() -> int:
        return sum(flow.call("step", note, number) for number in range(4))
    """,
    )
    bench.play("four", "--id", "p")
    forked = bench.run("fork", *bench.engine, "p", "--from", "step#2", "--id", "q")
    assert forked.result == 6
    assert bench.journal() == ["0", "1", "2", "3", "2", "3"]
    refused = bench.run("fork", *bench.engine, "p", "--from", "step#9", "--id", "r")
    assert refused.code == 2
    assert "no finished step 'step#9'" in refused.stderr
    assert "no play r" in bench.run("show", "r").stderr


WAITING = """
    @flow
    def waiting() -> int:
        flow.call("first", note, "began")
        try:
            note("sleeps")
            time.sleep(60)
        finally:
            note("cleaned up")
        return flow.call("second", note, "never")
"""


def test_a_signal_cancels_and_resume_goes_on(bench: Workbench) -> None:
    write(bench, "waiting", WAITING)
    process = bench.start("play", *bench.engine, "waiting", "--id", "p")
    bench.wait_for(lambda: "sleeps" in bench.journal())
    process.send_signal(signal.SIGTERM)
    _, errors = process.communicate(timeout=20)
    assert process.returncode == 143
    assert "play p of waiting: cancelled: was asked to stop" in errors
    assert bench.journal() == ["began", "sleeps", "cleaned up"]
    again = bench.play("waiting", "--id", "p")
    assert again.code == 143, "the command of a cancelled play does not revive it"
    resumed = bench.start("resume", *bench.engine, "p")
    bench.wait_for(lambda: bench.show("p")["status"] == "running")
    resumed.send_signal(signal.SIGINT)
    resumed.communicate(timeout=20)
    assert resumed.returncode == 130
    assert bench.journal().count("began") == 1


def test_the_command_cancels_too(bench: Workbench) -> None:
    write(bench, "waiting", WAITING)
    process = bench.start("play", *bench.engine, "waiting", "--id", "p")
    bench.wait_for(bench.journal)
    assert bench.run("cancel", "p").code == 0
    process.communicate(timeout=20)
    assert process.returncode == 143
    assert bench.run("cancel", "p").code == 2


def test_a_cancelled_thread_stops_at_its_next_step(bench: Workbench) -> None:
    write(
        bench,
        "threaded",
        """
    def loop():
        for number in range(100_000):
            with flow.step("beat"):
                time.sleep(0.01)

    @flow
    def threaded():
        thread = threading.Thread(target=loop)
        thread.start()
        note("began")
        thread.join()
    """,
    )
    process = bench.start("play", *bench.engine, "threaded", "--id", "p")
    bench.wait_for(bench.journal)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=20)
    assert process.returncode == 143
    assert bench.show("p")["error"] == "was asked to stop"


POOL = """
    def work(number):
        note(number)
        if number == 5:
            time.sleep(0.2)
            kill_once("killed")
        return number * number

    def branch(number):
        with flow.step("branch"):
            return flow.call("square", work, number)
"""


def assert_each_ran_once(bench: Workbench, source: str) -> None:
    """Kill a flow with calls beside each other, go on, and look at who ran."""
    write(bench, "beside", POOL + source)
    assert bench.play("beside", "--id", "p").code == 75
    done = bench.play("beside", "--id", "p")
    assert done.result == [number * number for number in range(12)], done.stderr
    runs = Counter(bench.journal())
    assert runs.pop("5") == 2
    interrupted = [number for number, times in runs.items() if times == 2]
    assert set(runs.values()) <= {1, 2}
    assert len(interrupted) <= 3, "only what runs at the moment of death runs again"
    spans = {item["id"]: item for item in bench.show("p")["spans"]}
    squares = [item for item in spans.values() if item["name"] == "square"]
    assert {spans[item["parent"]]["name"] for item in squares} == {"branch"}


def test_calls_in_threads_of_a_pool(bench: Workbench) -> None:
    assert_each_ran_once(
        bench,
        """
    @flow
    def beside() -> list:
        with flow.step("all"), ThreadPoolExecutor(4) as pool:
            futures = [pool.submit(branch, number) for number in range(12)]
            return [future.result() for future in futures]
    """,
    )


def test_calls_in_threads(bench: Workbench) -> None:
    assert_each_ran_once(
        bench,
        """
    @flow
    def beside() -> list:
        results = {}

        def run(number):
            results[number] = branch(number)

        for first in range(0, 12, 3):
            threads = [
                threading.Thread(target=run, args=(number,))
                for number in range(first, first + 3)
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        return [results[number] for number in range(12)]
    """,
    )


def test_calls_in_tasks(bench: Workbench) -> None:
    assert_each_ran_once(
        bench,
        """
    async def work_later(number):
        await asyncio.sleep(0.005 * (11 - number))
        return work(number)

    async def branch_later(number):
        with flow.step("branch"):
            return await flow.call("square", work_later, number)

    @flow
    async def beside() -> list:
        with flow.step("all"):
            tasks = [branch_later(number) for number in range(12)]
            return await asyncio.gather(*tasks)
    """,
    )


def test_a_play_waits_for_answers_without_a_process(bench: Workbench) -> None:
    write(
        bench,
        "asking",
        """
    @flow
    def asking() -> dict:
        name = flow.call("first", note, "began")
        count = ask_user.number("How many?")
        sure = ask_user.confirm("Sure?")
        return {"name": name, "count": count, "sure": sure}
    """,
    )
    waiting = bench.play("asking", "--id", "p")
    assert waiting.code == 75
    assert "waits for an answer to 'How many?'" in waiting.stderr
    assert bench.play("asking", "--id", "p").code == 75
    wrong = bench.run("resume", *bench.engine, "p", "--answer", "many")
    assert wrong.code == 2
    assert "'many' does not answer 'How many?'" in wrong.stderr
    assert bench.run("resume", *bench.engine, "p", "--answer", "3").code == 75
    last = bench.run("resume", *bench.engine, "p", "--answer", "true")
    assert last.result == {"name": "began", "count": 3, "sure": True}
    assert bench.journal() == ["began"]


def test_what_a_flow_leaves_behind_does_not_own_its_play(bench: Workbench) -> None:
    write(
        bench,
        "forking",
        """
    @flow
    def forking() -> int:
        if not os.path.exists("killed") and os.fork() == 0:
            time.sleep(8)
            os._exit(0)
        kill_once("killed")
        return 1
    """,
    )
    assert bench.play("forking", "--id", "p").code == 75
    assert bench.play("forking", "--id", "p").result == 1
