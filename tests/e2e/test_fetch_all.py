"""From running services to a script that calls them: four commands, as documented."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs/specs.md").read_text("utf-8")
SERVICES = ("hero_books", "hero_osis_calendar")
SCRIPT = """
from hero_books_client import HeroBooks
from hero_osis_calendar_client import HeroOsisCalendar

with HeroBooks() as books, HeroOsisCalendar() as calendar:
    print(len(books.book_list(workspace="default").books) > 0)
    print(calendar.event_list().total > 0)
"""


def read_commands() -> list[str]:
    """Return the four commands of the documentation."""
    found = re.search(r"<!-- run: four -->\n```sh\n(.*?)```", TEXT, re.DOTALL)
    assert found is not None
    lines = [line for line in found[1].splitlines() if line.strip()]
    return [
        line.replace(".venv/bin/", f"{Path(sys.executable).parent}/") for line in lines
    ]


@pytest.fixture
def folder() -> Iterator[Path]:
    """Return a folder with an empty specs folder and the examples, to run in."""
    with tempfile.TemporaryDirectory(prefix="hero") as name:
        made = Path(name)
        (made / "specs").mkdir()
        (made / "examples").symlink_to(ROOT / "examples")
        (made / "script.py").write_text(SCRIPT, "utf-8")
        yield made


def test_four_commands_lead_to_a_script_that_runs(folder: Path) -> None:
    start, *rest = read_commands()
    assert len(rest) == 3
    hidden = ("PATH_SOCKET", "HERO_SOCKET_DIR", "PYTHONPATH")
    clean = {key: value for key, value in os.environ.items() if key not in hidden}
    clean |= {"PATH_ROOT": str(folder), "XDG_CACHE_HOME": str(folder / "cache")}
    services = subprocess.Popen(
        ["sh", "-c", f"{start}\nwait"],
        cwd=folder,
        env=clean,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        for name in SERVICES:
            wait_for(folder / f"var/sockets/{name}/rpc.sock", services)
        for command in rest:
            done = subprocess.run(
                ["sh", "-c", command],
                cwd=folder,
                env=clean,
                capture_output=True,
                text=True,
                timeout=300,
            )
            assert done.returncode == 0, (command, done.stderr)
    finally:
        os.killpg(services.pid, 15)
        services.wait(timeout=20)
    assert done.stdout == "True\nTrue\n"
    for name in SERVICES:
        fetched = (folder / f"specs/{name}/openrpc.json").read_bytes()
        assert fetched == (ROOT / f"specs/{name}/openrpc.json").read_bytes()


def wait_for(socket: Path, services: subprocess.Popen[bytes]) -> None:
    """Wait until a service has its socket."""
    for _ in range(600):
        if socket.exists():
            return
        assert services.poll() is None, "the services ended"
        time.sleep(0.05)
    raise AssertionError(f"no socket at {socket}")
