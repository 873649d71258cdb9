"""The README's worked example runs as it is printed."""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.readme import ROOT, TEXT, read_block


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[dict[str, str]]:
    """Run the README's service block, with this interpreter, and stop it afterwards."""
    root = tmp_path / "r"
    block = read_block("service").replace("$(mktemp -d)", str(root))
    block = block.replace(".venv/bin/python", sys.executable)
    hidden = ("PATH_SOCKET", "HERO_SOCKET_DIR", "PATH_ROOT")
    clean = {key: value for key, value in os.environ.items() if key not in hidden}
    shell = subprocess.Popen(
        ["sh", "-c", f"{block}\nwait"], cwd=ROOT, env=clean, start_new_session=True
    )
    socket = root / "var/sockets/hero_books/rpc.sock"
    try:
        for _ in range(200):
            if socket.exists():
                break
            assert shell.poll() is None, "the service ended"
            time.sleep(0.05)
        yield clean | {"PATH_ROOT": str(root)}
    finally:
        os.killpg(shell.pid, 15)
        shell.wait(timeout=10)


def test_the_worked_example_prints_the_books(environment: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", read_block("script")],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    assert len(lines) >= 2
    assert all(re.fullmatch(r"[a-z0-9-]+: .+", line) for line in lines)


def test_the_flow_is_played_and_shown(
    environment: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "shelf.py").write_text(read_block("flow"), "utf-8")
    runner = f"{sys.executable} -m hero_runner"
    commands = read_block("play").replace(".venv/bin/hero-runner", runner)
    done = subprocess.run(
        ["sh", "-e", "-c", commands],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    result, *lines = done.stdout.splitlines()
    assert done.returncode == 0, done.stderr
    pages = json.loads(result)
    assert len(pages) >= 2 and min(pages.values()) >= 1
    assert any("rpc:HeroBooks.book_list" in line for line in lines)
    assert sum("rpc:HeroBooks.page_list" in line for line in lines) == len(pages)


def test_the_script_is_at_most_six_lines() -> None:
    script = read_block("script").strip().splitlines()
    assert len([line for line in script if line.strip()]) <= 6


@pytest.mark.parametrize(
    "target", re.findall(r"\]\((?!https?:)([^)#]+)\)", TEXT), ids=str
)
def test_links_lead_somewhere(target: str) -> None:
    assert (ROOT / target).exists()
