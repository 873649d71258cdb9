"""The two processes of a play end together, whichever ends first."""

import signal
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

from tests.runner.workbench import Workbench

LIFELINE = """
    import fcntl, os, sys, time
    from hero_runner.engines.lifeline import end_with

    if sys.argv[1] == "thread":
        del fcntl.F_SETSIG
    lifeline, end = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(end)
        end_with(lifeline)
        while True:
            time.sleep(0.01)
    time.sleep(0.1)
    assert os.waitpid(process, os.WNOHANG)[0] == 0
    os.close(end)
    print(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]))
"""


@pytest.mark.parametrize("way", ["signal", "thread"])
def test_a_flow_ends_with_its_runner(way: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", dedent(LIFELINE), way],
        capture_output=True,
        text=True,
        timeout=20,
    )
    assert done.stdout == "-9\n", done.stderr


@pytest.mark.parametrize("number", range(4))
def test_a_signal_at_any_moment_leaves_a_play_that_can_go_on(
    workbench: Workbench, number: int
) -> None:
    workbench.write(
        "quick",
        """
    import time
    from hero_runner import flow

    @flow
    def quick() -> int:
        time.sleep(0.2)
        return flow.call("one", lambda: 1)
    """,
    )
    process = workbench.start("play", "quick", "--id", "p")
    lock = workbench.home / "plays/p/owner.lock"
    workbench.wait_for(lambda: lock.exists() or process.poll() is not None)
    if number:
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(0.03 * number)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=20)
    assert process.returncode in (143, -signal.SIGTERM)
    if process.returncode == 143:
        assert workbench.show("p")["status"] == "cancelled"
        assert workbench.run("resume", "p").result == 1
    else:
        assert workbench.play("quick", "--id", "p").result == 1


def test_long_paths_get_a_short_socket(workbench: Workbench) -> None:
    home = workbench.folder / ("deep" * 20) / ("er" * 30)
    workbench.write(
        "where",
        """
    import os
    from hero_runner import flow

    @flow
    def where() -> str:
        with flow.step("x"):
            return os.environ["HERO_FLOW_SPAN_SOCK"]
    """,
    )
    done = workbench.play("where", "--id", "p", "--home", str(home))
    assert len(done.result) < 100
    assert not Path(done.result).exists()
    shown = workbench.run("show", "p", "--home", str(home), "--json").result
    assert [span["name"] for span in shown["spans"]] == ["where", "x"]


def test_what_a_flow_leaves_in_a_cycle_is_still_finished(workbench: Workbench) -> None:
    """Modules are no longer looked through for garbage; what a flow makes is."""
    workbench.write(
        "cycle",
        """
        import gc, os, pathlib
        from hero_runner import flow

        class Log:
            def __init__(self):
                self.itself, self.path = self, pathlib.Path(os.environ["JOURNAL"])

            def __del__(self):
                self.path.write_text("finished")

        @flow
        def cycle() -> bool:
            Log()
            return gc.isenabled()
        """,
    )
    done = workbench.play("cycle")
    assert (done.code, done.stdout) == (0, "true\n"), done.stderr
    assert workbench.journal() == ["finished"]
