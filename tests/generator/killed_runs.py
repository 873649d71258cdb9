"""Kill runs of the generator at many moments, and tell what each left behind.

A process of its own that has imported every tool and starts each run as a fork, so that
a run takes as long as its work: `python -m tests.generator.killed_runs FOLDER`. The
folder is a project with copies of its old and its new tree beside `generated`.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import time
from pathlib import Path

import hero_generator.workers
from hero_generator.pipeline import Options, run
from hero_generator.workspace import read_workspace
from tests.generator.project import read_tree

KILLS = 15
MOST_SECONDS = 30.0

assert hero_generator.workers


def start_run(folder: Path) -> int:
    """Start a run and return the number of its process."""
    process = os.fork()
    if process:
        return process
    workspace, problems = read_workspace(folder / "specs", None, ())
    assert workspace is not None, problems
    run(workspace, Options(verify=False), lambda name: None)
    os._exit(0)


def time_run(folder: Path) -> float:
    """Return the seconds that a run takes to its end."""
    started = time.monotonic()
    _, status = os.waitpid(start_run(folder), 0)
    assert status == 0
    return time.monotonic() - started


def kill_run(folder: Path, delay: float) -> None:
    """Start a run and kill it after a delay in seconds."""
    process = start_run(folder)
    time.sleep(delay)
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)


def find_state(folder: Path, name: str) -> str:
    """Tell which of the two trees a package is; neither is what must not be."""
    tree = read_tree(folder / "generated" / name)
    states = [s for s in ("old", "new") if read_tree(folder / s / name) == tree]
    return states[0] if states else "broken"


def restore_old(folder: Path) -> None:
    """Put the old tree in place of what is generated."""
    shutil.rmtree(folder / "generated")
    shutil.copytree(folder / "old", folder / "generated")


def kill_and_repair(folder: Path, delay: float) -> dict[str, object]:
    """Kill a run, tell the states it left, run again to the end and tell them."""
    restore_old(folder)
    kill_run(folder, delay)
    names = [path.name for path in (folder / "old").iterdir() if path.is_dir()]
    states = [find_state(folder, name) for name in names]
    time_run(folder)
    whole = read_tree(folder / "generated") == read_tree(folder / "new")
    left = len(list((folder / "generated").glob(".staging-*")))
    after = "new" if whole else "broken"
    return {"states": states, "after_next_run": after, "left_after_next_run": left}


def main() -> None:
    """Kill runs from their first moment to shortly after their usual end.

    A machine that is busier by then takes longer: the last ones are killed later and
    later until one has published something.
    """
    folder = Path(sys.argv[1])
    time_run(folder)
    restore_old(folder)
    seconds = time_run(folder)
    delays = [1.2 * seconds * number / KILLS for number in range(KILLS)]
    kills = [kill_and_repair(folder, delay) for delay in delays]
    while not any("new" in str(kill["states"]) for kill in kills):
        delays.append(1.5 * delays[-1])
        assert delays[-1] < MOST_SECONDS, "runs do not end"
        kills.append(kill_and_repair(folder, delays[-1]))
    print(json.dumps(kills))


if __name__ == "__main__":
    main()
