"""Group 11: no run outlives its host, and none is mixed with another."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from hero_runner.sandbox.seccomp import build_filter
from tests.repository.modules import ROOT
from tests.runner.sandbox.attacks.attacker import Attacker


def find_processes(mark: str) -> list[int]:
    """Return the processes of this machine whose command line has a mark."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if mark.encode() in path.read_bytes():
                found.append(int(path.parent.name))
        except OSError:
            continue
    return found


def wait_for(condition: object, seconds: float = 10.0) -> bool:
    """Wait until a function returns something true; tell whether it did."""
    assert callable(condition)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return False


DAEMONS = {
    "fork twice": "if os.fork() == 0:\n  os.setsid()\n  os.fork()",
    "new session": "os.setsid()\nos.fork()",
    "spawn": "os.posix_spawn('/environment/bin/python', ['python', '-c', '1'], {})",
    "become another program": (
        "os.execv('/environment/bin/python', ['python', '-c', 'print(1)'])"
    ),
}


@pytest.mark.parametrize("name", DAEMONS)
def test_nothing_goes_on_after_the_script(name: str, attacker: Attacker) -> None:
    before = set(find_processes("/environment/bin/python"))
    outcome = attacker.run("import os\n" + DAEMONS[name])
    expected = "done" if name == "become another program" else "failed"
    assert outcome["status"] == expected, outcome
    # Others on this machine may run scripts for a moment.
    assert wait_for(lambda: set(find_processes("/environment/bin/python")) <= before)


@pytest.mark.parametrize("trick", ["", "import os; os.setsid()", "prctl"])
def test_killing_the_runner_kills_the_script(trick: str, attacker: Attacker) -> None:
    if trick == "prctl":
        trick = "import ctypes; ctypes.CDLL(None).prctl(1, 0, 0, 0, 0)"
    source = (
        f"try:\n  {trick or 'pass'}\nexcept OSError: pass\nimport time\ntime.sleep(99)"
    )
    job = {**attacker.job(), "source": source, "limits": {"wall_seconds": 60.0}}
    before = set(find_processes("/environment/bin/python"))
    with subprocess.Popen(
        attacker.command(), stdin=subprocess.PIPE, cwd=ROOT, start_new_session=True
    ) as runner:
        assert runner.stdin is not None
        runner.stdin.write(json.dumps([job]).encode() + b"\n")
        runner.stdin.flush()

        def scripts() -> set[int]:
            return set(find_processes("/environment/bin/python")) - before

        assert wait_for(lambda: any("/script.py" in _command(one) for one in scripts()))
        time.sleep(0.3)
        os.killpg(runner.pid, signal.SIGKILL)
    assert wait_for(lambda: not scripts(), 2.0), [_command(one) for one in scripts()]


def _command(process: int) -> str:
    try:
        text = Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return ""
    return text.replace(b"\0", b" ").decode()


def test_runs_that_share_an_environment_do_not_meet(attacker: Attacker) -> None:
    source = """
import os, pathlib, sys, time
pathlib.Path("mine").write_text(sys.stdin.read())
time.sleep(0.3)
print(pathlib.Path("mine").read_text(), os.listdir("/scratch"), os.getpid() < 3)
"""
    jobs = [{"source": source, "inputs": text} for text in "ab"]
    texts = [one["out"]["text"] for one in attacker.run_together(jobs)]
    assert texts == ["a ['mine'] True\n", "b ['mine'] True\n"]


def test_calls_of_another_architecture_end_it(attacker: Attacker) -> None:
    if os.uname().machine != "x86_64":
        # The filter says the same there, as the tests of its program show.
        assert build_filter(os.uname().machine)
        return
    # mov eax, 20 (getpid of i386); int 0x80; ret
    source = """
import ctypes, mmap
memory = mmap.mmap(-1, 4096, prot=7)
memory.write(bytes.fromhex("b814000000cd80c3"))
print("before")
address = ctypes.addressof(ctypes.c_char.from_buffer(memory))
print(ctypes.CFUNCTYPE(ctypes.c_int)(address)())
"""
    outcome = attacker.run(source)
    assert outcome["out"]["text"] == "before\n", outcome
    assert outcome["status"] == "killed"
    assert "SIGSYS" in outcome["reason"] or "SIGSEGV" in outcome["reason"]


def test_the_environment_is_as_it_was(attacker: Attacker) -> None:
    source = "import hero_books_client.client, pydantic; print('imported')"
    folder = attacker.environment.folder
    before = sorted((str(path), path.lstat().st_mtime) for path in folder.rglob("*"))
    assert attacker.run(source)["out"]["text"] == "imported\n"
    after = sorted((str(path), path.lstat().st_mtime) for path in folder.rglob("*"))
    assert before == after
