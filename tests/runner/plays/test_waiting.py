"""`hero-runner play --wait` stays where it would end with 75, and nowhere else."""

import os
import signal

import pytest

from tests.runner.workbench import Workbench

ASKS = """
    import os, signal
    from hero_runner import ask_user, flow

    @flow
    def asks() -> str:
        return ask_user.text("Which?")

    @flow
    def asks_below() -> str:
        return flow.invoke("asks", spawn=True)

    @flow
    def dies() -> None:
        os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def asks(workbench: Workbench) -> Workbench:
    workbench.write("asks", ASKS)
    return workbench


def count_waiting(workbench: Workbench) -> int:
    """Count the plays that wait for an answer."""
    if not (workbench.home / "plays.sqlite3").exists():
        return 0
    plays = workbench.run("plays", "--json").result
    return [item["status"] for item in plays].count("awaiting_resume")


def test_a_question_of_a_play_below_is_waited_for(asks: Workbench) -> None:
    process = asks.start("play", "asks_below", "--id", "p", "--wait")
    asks.wait_for(lambda: count_waiting(asks) == 2)
    plays = asks.run("plays", "--json").result
    child = next(item["id"] for item in plays if item["parent"] == "p")
    assert asks.run("resume", child, "--answer", "both").code == 0
    out, err = process.communicate(timeout=20)
    assert (process.returncode, out) == (0, '"both"\n')
    assert err.count("awaiting") <= 2


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, -signal.SIGTERM), (signal.SIGINT, 130)]
)
def test_a_signal_ends_the_waiting_and_not_the_play(
    asks: Workbench, number: int, code: int
) -> None:
    process = asks.start("play", "asks", "--id", "p", "--wait")
    asks.wait_for(lambda: count_waiting(asks) == 1)
    assert process.stderr is not None
    process.stderr.readline()
    os.kill(process.pid, number)
    _, err = process.communicate(timeout=20)
    assert process.returncode == code
    assert "Traceback" not in err
    assert asks.run("resume", "p", "--answer", "x").code == 0


def test_an_interrupted_play_is_left_to_the_supervisor(asks: Workbench) -> None:
    done = asks.play("dies", "--id", "p", "--wait")
    assert done.code == 75
    assert "killed by SIGKILL" in done.stderr
