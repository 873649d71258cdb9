"""The demonstration does what it says, on a recording and live, and ends clean."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.e2e.agent_bench import SELECT, write_event
from tests.examples.service_process import ROOT
from tests.runner.sandbox.places import require_sandbox
from tests.scripted_model import ModelReply, scripted_model

HIDDEN = ("HERO_", "PATH_ROOT", "PATH_SOCKET")
TIME_LIMIT = 120


@pytest.fixture
def folder() -> Iterator[Path]:
    """Return a short folder for everything that the demonstration makes."""
    require_sandbox()
    with TemporaryDirectory(prefix="hero-") as name:
        yield Path(name)


def start(folder: Path, added: Mapping[str, str]) -> "subprocess.Popen[str]":
    """Start the demonstration as `make demo` does, for a user without any files."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(HIDDEN)}
    home = {"HOME": str(folder), "TMPDIR": str(folder)}
    return subprocess.Popen(
        [sys.executable, "-m", "examples.demo"],
        cwd=ROOT,
        env={**clean, **home, **added},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def find_processes(folder: Path) -> list[str]:
    """Return the commands of running processes that name the folder."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            command = path.read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
        except OSError:
            continue
        if str(folder) in command:
            found.append(command)
    return found


def test_a_recording_answers_where_no_model_is_configured(folder: Path) -> None:
    before = date.today()
    process = start(folder, {})
    output, errors = process.communicate(timeout=TIME_LIMIT)
    assert process.returncode == 0, errors + output
    days = {day + timedelta(days=1) for day in (before, date.today())}
    assert any(f"It begins {day} 10:00" in output for day in days)
    assert "a RECORDING" in output and "[written-by-a-person]" in output
    script, spans, seen = (
        output.index(text) for text in ("def main(", "✓ select", "by sqlite3")
    )
    assert script < spans < seen
    # Title and beginning, by the service and by its database.
    assert output.count("  Lunch with Ada, ") == 2 and output.count(", 10:00 to ") == 2
    assert output.count(" tokens\n") == 3
    assert output.endswith("The event is in the calendar's database.\n")
    assert find_processes(folder) == [] and list(folder.glob("hero-*")) == []


def test_a_configured_model_is_asked(folder: Path) -> None:
    answers = (SELECT, write_event("Live"), "DONE: stored")
    with scripted_model(*answers) as model:
        process = start(folder, model.environment)
        output, errors = process.communicate(timeout=TIME_LIMIT)
    assert process.returncode == 0, errors + output
    assert "live language models" in output and "RECORDING" not in output
    assert len(model.requests) == 3 and output.count("  Live, ") == 2


def test_what_was_not_done_is_no_success(folder: Path) -> None:
    with scripted_model(SELECT, "CANNOT: no") as model:
        process = start(folder, model.environment)
        output, _ = process.communicate(timeout=TIME_LIMIT)
    assert process.returncode == 1
    assert "The agent did not do it" in output and "by sqlite3:\n  none" in output


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_can_be_stopped(folder: Path, number: signal.Signals) -> None:
    with scripted_model(ModelReply(SELECT, delay=5.0)) as model:
        process = start(folder, model.environment)
        assert process.stdout is not None
        line = process.stdout.readline()
        while "The task" not in line:
            assert line or process.poll() is None
            line = process.stdout.readline()
        process.send_signal(number)
        process.communicate(timeout=TIME_LIMIT)
    assert process.returncode == 128 + number
    assert find_processes(folder) == [] and list(folder.glob("hero-*")) == []
