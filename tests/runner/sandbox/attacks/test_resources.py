"""Group 5: whatever a script uses up is bounded, and the record says by what."""

from __future__ import annotations

import time
from typing import Any

import pytest

from tests.runner.sandbox.attacks.attacker import Attacker

SHORT = {"wall_seconds": 1.5}
SMALL = {**SHORT, "memory_bytes": 200 * 1024 * 1024}

# Name to the script, the limits, and how it may end.
ATTACKS: dict[str, tuple[str, dict[str, Any], set[str]]] = {
    "fork bomb": ("import os\nwhile True: os.fork()", SHORT, {"failed"}),
    "fork bomb that goes on": (
        "import os\nwhile True:\n  try: os.fork()\n  except OSError: pass",
        SHORT,
        {"timed_out"},
    ),
    "thread bomb": (
        "import threading, time\n"
        "threading.stack_size(32768)\n"
        "n = 0\n"
        "try:\n"
        "  while True:\n"
        "    threading.Thread(target=time.sleep, args=(9,), daemon=True).start()\n"
        "    n += 1\n"
        "except RuntimeError: print(n)",
        SHORT,
        {"done"},
    ),
    "memory bomb": ("x = []\nwhile True: x.append(bytearray(1 << 24))", SMALL, {"oom"}),
    "many small things": (
        "x = []\nwhile True: x.append([None] * 50)",
        {**SMALL, "wall_seconds": 10.0},
        {"oom"},
    ),
    "descriptors": ("x = [open('/dev/null') for _ in range(9999)]", SHORT, {"failed"}),
    "one large file": (
        "f = open('x', 'wb')\nwhile True: f.write(bytes(1 << 20))",
        {**SHORT, "disk_bytes": 4 << 20},
        {"failed"},
    ),
    "many files": (
        "n = 0\nwhile True:\n  n += 1\n  open(f'{n}', 'wb').write(bytes(1 << 16))",
        {**SHORT, "disk_bytes": 4 << 20},
        {"failed"},
    ),
    "empty files": (
        "n = 0\nwhile True:\n  n += 1\n  open(f'{n}', 'x').close()",
        {"wall_seconds": 8.0, "disk_files": 2000},
        {"disk_limit"},
    ),
    "folders in folders": (
        "import os\nwhile True:\n  os.mkdir('d'); os.chdir('d')",
        {"wall_seconds": 8.0, "disk_files": 2000},
        {"disk_limit"},
    ),
    "sparse file": ("open('x', 'wb').truncate(1 << 40)", SHORT, {"failed"}),
    "spinning": ("while True: pass", SHORT, {"timed_out"}),
    "processor time": ("while True: pass", {"cpu_seconds": 1}, {"timed_out"}),
    "sleeping": ("import time\ntime.sleep(60)", SHORT, {"timed_out"}),
    "ignoring signals": (
        "import signal, time\n"
        "for s in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:\n"
        "  signal.signal(s, signal.SIG_IGN)\n"
        "while True: time.sleep(1)",
        SHORT,
        {"timed_out"},
    ),
    "stopping itself": (
        "import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)\nwhile True: pass",
        SHORT,
        {"timed_out"},
    ),
    "hanging at exit": (
        "import atexit, time\natexit.register(time.sleep, 60)",
        SHORT,
        {"timed_out"},
    ),
    "a thread that does not end": (
        "import threading, time\nthreading.Thread(target=time.sleep, args=(60,)).start()",
        SHORT,
        {"timed_out"},
    ),
    "closing its streams": (
        "import os, time\nos.closerange(0, 99)\ntime.sleep(60)",
        SHORT,
        {"timed_out"},
    ),
    "a slow pattern": (
        "import re\nre.match('(a+)+$', 'a' * 60 + 'b')",
        SHORT,
        {"timed_out"},
    ),
    "a large power": ("10 ** 10 ** 8", SHORT, {"timed_out", "oom", "done"}),
    "endless recursion": (
        "import sys\nsys.setrecursionlimit(10**9)\ndef f(): f()\nf()",
        SHORT,
        {"killed", "oom", "timed_out"},
    ),
    "pipes and sockets": (
        "import socket\nx = []\nwhile True:\n"
        "  a, b = socket.socketpair(); a.setblocking(False); x.append((a, b))\n"
        "  try:\n    while True: a.send(bytes(1 << 16))\n"
        "  except BlockingIOError: pass",
        SHORT,
        {"failed"},
    ),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_it_is_bounded(name: str, attacker: Attacker) -> None:
    source, limits, expected = ATTACKS[name]
    started = time.monotonic()
    outcome = attacker.run(source, limits=limits)
    seconds = time.monotonic() - started
    short = {"out_of_memory": "oom"}
    assert short.get(outcome["status"], outcome["status"]) in expected, outcome
    # Starting the program of another user takes its time, too.
    assert seconds < limits.get("wall_seconds", 30.0) + 5
    assert outcome["reason"] and attacker.host.find_harm() == []
    assert outcome["peak_bytes"] is None or outcome["peak_bytes"] < 600 << 20


def test_threads_are_counted(attacker: Attacker) -> None:
    source, limits, _ = ATTACKS["thread bomb"]
    outcome = attacker.run(source, limits={**limits, "threads": 20})
    assert outcome["out"]["text"] == "20\n"


def test_processor_time_is_told_from_wall_time(attacker: Attacker) -> None:
    source, limits, _ = ATTACKS["processor time"]
    outcome = attacker.run(source, limits=limits)
    assert "1 s of processor time" in outcome["reason"]
    # What root's script used is not known.
    assert outcome["cpu_ms"] is None or 800 < outcome["cpu_ms"] < 2500
