"""Give tests a home of the runner in a short folder, and its command."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp

import pytest

from tests.runner.workbench import Launcher, Workbench


@pytest.fixture(scope="session")
def launcher() -> Iterator[Launcher]:
    """Run commands in processes that need not start Python first."""
    started = Launcher()
    yield started
    started.close()


@pytest.fixture
def workbench(launcher: Launcher) -> Iterator[Workbench]:
    """Return a place to play flows in; the paths of sockets must be short."""
    folder = Path(mkdtemp(prefix="hero-"))
    yield Workbench(folder, launcher)
    shutil.rmtree(folder)
