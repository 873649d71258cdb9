"""The README's flow under a supervisor that nobody here wrote: killed, resumed, done."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.e2e.shelf import Shelf, find_child, kill, laid_out_shelf, wait_for

DOCUMENTED = Path(__file__).parents[2] / "docs/hero-proc.md"


def read_program() -> str:
    """Return the section of supervisor's configuration that the docs show."""
    text = DOCUMENTED.read_text("utf-8")
    return text.partition("```ini\n")[2].partition("```")[0]


@contextmanager
def running_supervisor(shelf: Shelf) -> Iterator[None]:
    """Run supervisord with the program of the docs, and the paths of this test."""
    program = (
        read_program()
        .replace("/opt/hero/bin/python", sys.executable)
        .replace("/srv/flows", str(shelf.folder))
        .replace("/var/lib/hero/runner", str(shelf.home))
        .replace("/run/hero", str(shelf.sockets))
    )
    folder = shelf.folder
    (folder / "supervisord.conf").write_text(
        f"[supervisord]\nnodaemon=true\nlogfile={folder}/supervisord.log\n"
        f"pidfile={folder}/supervisord.pid\nchildlogdir={folder}\n\n{program}"
        f"stdout_logfile={folder}/out\nstderr_logfile={folder}/err\n",
        "utf-8",
    )
    process = subprocess.Popen(
        [sys.executable, "-m", "supervisor.supervisord", "-c", "supervisord.conf"],
        cwd=folder,
        env={},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait(timeout=20)


def read_events(shelf: Shelf) -> str:
    """Return what supervisord wrote about its programs."""
    path = shelf.folder / "supervisord.log"
    return path.read_text("utf-8") if path.exists() else ""


def test_a_killed_flow_is_resumed_by_supervisor() -> None:
    with laid_out_shelf() as shelf:
        shelf.relay.hold(calls=2)
        with running_supervisor(shelf):
            shelf.relay.wait_until_held()
            kill(find_child(shelf.find_runner("first")))
            shelf.relay.hold(calls=2)
            shelf.relay.wait_until_held()
            kill(shelf.find_runner("first"))
            shelf.relay.release()
            wait_for(lambda: shelf.show("first")["status"] == "success")
            wait_for(lambda: "(exit status 0; expected)" in read_events(shelf))
        shelf.verify_calls(interrupted=2)
        play = shelf.show("first")
        assert (play["attempt"], play["job"]) == (3, None)
        assert (shelf.folder / "out").read_text("utf-8").strip() == play["output"]
        events = read_events(shelf)
        assert "(exit status 75; not expected)" in events
        assert "(terminated by SIGKILL; not expected)" in events
        assert events.count("spawned: 'count_pages'") == 3
