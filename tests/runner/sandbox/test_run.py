"""A script runs within bounds, and its outcome says how it ended."""

from __future__ import annotations

import os
import socket
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

import hero_runner.sandbox.run as run_module
from hero_runner.sandbox import Environment, Limits, UnconfinedWarning, run_script
from hero_runner.sandbox.bubblewrap import Missing


@pytest.fixture
def listening() -> Iterator[Path]:
    """Return the path of a socket on which someone listens."""
    with TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as server:
        path = Path(folder, "broker.sock")
        server.bind(str(path))
        server.listen()
        os.chmod(path, 0o666)
        yield path


def test_a_script_reads_its_input_and_writes_its_output(boxed: Environment) -> None:
    source = "import sys\nprint(sys.stdin.read().upper())\nprint('e', file=sys.stderr)"
    outcome = run_script(source, boxed, broker=None, inputs="äb".encode())
    assert (outcome.status, outcome.exit_code) == ("done", 0), outcome
    assert (outcome.stdout, outcome.stderr) == ("ÄB\n", "e\n")
    assert outcome.isolation == "bubblewrap"
    if os.geteuid() != 0:
        assert outcome.cpu_ms is not None and outcome.cpu_ms > 5
        assert outcome.peak_bytes is not None and outcome.peak_bytes > 2**22
    assert outcome.duration_ms >= 5


def test_a_traceback_names_the_line_of_the_script(boxed: Environment) -> None:
    outcome = run_script("x = 1\nraise KeyError('lost')\n", boxed, broker=None)
    assert (outcome.status, outcome.exit_code) == ("failed", 1)
    assert 'File "/script.py", line 2, in <module>' in outcome.stderr
    assert "raise KeyError('lost')" in outcome.stderr


@pytest.mark.parametrize("code", [2, 75, 200])
def test_the_exit_code_is_the_script_s_own(boxed: Environment, code: int) -> None:
    outcome = run_script(f"raise SystemExit({code})", boxed, broker=None)
    assert outcome.exit_code == code
    assert outcome.status == ("killed" if code > 128 else "failed")


def test_it_imports_the_client_and_not_the_runner(boxed: Environment) -> None:
    source = """
import hero_books_client.models, sys
for name in ("hero_runner", "click", "uv", "pip"):
    try:
        __import__(name)
    except ModuleNotFoundError:
        continue
    print("found", name)
print(sorted(p for p in sys.path if "packages" in p))
"""
    outcome = run_script(source, boxed, broker=None)
    version = f"python{'.'.join(map(str, __import__('sys').version_info[:2]))}"
    assert outcome.stdout == f"['/environment/lib/{version}/site-packages']\n"


def test_threads_and_event_loops_work(boxed: Environment) -> None:
    source = """
import asyncio, concurrent.futures as f, tempfile, zoneinfo, sqlite3, ssl
with f.ThreadPoolExecutor(4) as pool:
    print(sum(pool.map(abs, range(-9, 0))))
print(asyncio.run(asyncio.sleep(0, "slept")))
with tempfile.NamedTemporaryFile() as file:
    print(file.name.startswith("/scratch/"))
print(zoneinfo.ZoneInfo("Europe/Brussels"))
"""
    outcome = run_script(source, boxed, broker=None)
    assert outcome.stdout.split() == ["45", "slept", "True", "Europe/Brussels"], outcome


def test_only_the_broker_is_reached(boxed: Environment, listening: Path) -> None:
    source = f"""
import os, socket
path = os.environ["HERO_BROKER_SOCKET"]
socket.socket(socket.AF_UNIX).connect(path)
print(path, os.path.exists({str(listening)!r}))
"""
    outcome = run_script(source, boxed, broker=listening)
    assert outcome.stdout == "/broker.sock False\n", outcome


def test_runs_do_not_see_each_other(boxed: Environment) -> None:
    source = "import os\nopen('x', 'x').close()\nprint(os.listdir(), os.getpid() < 3)"
    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(lambda _: run_script(source, boxed, broker=None), "ab"))
    assert [one.stdout for one in found] == ["['x'] True\n"] * 2


def test_without_bubblewrap_nothing_runs(
    environment: Environment, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(run_module, "find_tools", lambda: Missing("found no bwrap"))
    outcome = run_script("print(1)", environment, broker=None)
    assert (outcome.status, outcome.reason) == ("refused", "found no bwrap")
    assert (outcome.exit_code, outcome.stdout) == (None, "")


def test_what_bubblewrap_cannot_do_is_told(boxed: Environment, tmp_path: Path) -> None:
    gone = tmp_path / "gone.sock"
    outcome = run_script("print(1)", boxed, broker=gone)
    assert outcome.status == "refused"
    assert "gone.sock: No such file" in outcome.reason
    assert "AppArmor" in outcome.reason


def test_without_a_sandbox_it_warns_and_still_bounds(environment: Environment) -> None:
    source = "import os\nprint(os.environ['HOME'] == os.getcwd(), len(os.environ) < 9)"
    with pytest.warns(UnconfinedWarning, match="without a sandbox"):
        outcome = run_script(source, environment, broker=None, sandbox="none")
    assert (outcome.status, outcome.stdout) == ("done", "True True\n"), outcome
    assert outcome.isolation == "none"
    endless = "while True: pass"
    with pytest.warns(UnconfinedWarning):
        outcome = run_script(
            endless, environment, broker=None, limits=Limits(0.3), sandbox="none"
        )
    assert outcome.status == "timed_out"


def test_no_process_and_no_descriptor_is_left(boxed: Environment) -> None:
    def count() -> int:
        return len(os.listdir("/proc/self/fd"))

    run_script("pass", boxed, broker=None)
    before = count()
    run_script("import time; time.sleep(9)", boxed, broker=None, limits=Limits(0.3))
    run_script("print('x' * 10**7)", boxed, broker=None)
    assert count() == before
    listed = subprocess.run(
        ["ps", "-o", "args", "--ppid", str(os.getpid())], capture_output=True, text=True
    )
    assert "--seccomp" not in listed.stdout
