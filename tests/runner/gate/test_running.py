"""What the gate lets pass runs: right scripts against a real service."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.examples.service_process import RunningService, running_service

SCRIPTS = Path(__file__).parent / "scripts" / "right"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningService]:
    """Run the example service of the books, with its samples."""
    folder = tmp_path_factory.mktemp("books")
    named = "hero_books.sock"
    with running_service("hero_books", folder, "--seed", socket_name=named) as running:
        yield running


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("books_titles", "garden: A Small Garden"),
        ("books_longest", ""),
        ("books_async", "Bread at Home"),
        ("books_batch", "one "),
        ("books_search_json", "[]"),
        ("books_add", "2"),
    ],
)
def test_a_script_that_passes_runs(
    name: str, said: str, service: RunningService, tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, SCRIPTS / f"{name}.py"],
        cwd=tmp_path,
        env=os.environ | {"PATH_SOCKET": str(service.socket.parent)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert said in done.stdout
