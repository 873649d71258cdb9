"""Give end-to-end tests of the agent its services, and a home to play in."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp

import pytest

from tests.e2e.agent_bench import AgentBench, prepare_home
from tests.examples.service_process import RunningService, running_service
from tests.runner.sandbox.places import require_sandbox
from tests.runner.workbench import Launcher, Workbench


@pytest.fixture(scope="session")
def agent_folder() -> Iterator[Path]:
    """Return a short folder for sockets and environments of scripts."""
    folder = Path(mkdtemp(prefix="hero-"))
    (folder / "environments").mkdir()
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def agent_services(
    agent_folder: Path,
) -> Iterator[tuple[RunningService, RunningService]]:
    """Run the calendar and the books, each in a folder that plays find."""
    folders = [agent_folder / name for name in ("hero_osis_calendar", "hero_books")]
    for folder in folders:
        folder.mkdir()
    with (
        running_service(folders[0].name, folders[0]) as calendar,
        running_service(folders[1].name, folders[1]) as books,
    ):
        yield calendar, books


@pytest.fixture(scope="session")
def agent_launcher() -> Iterator[Launcher]:
    """Run commands in processes that need not start Python first."""
    launcher = Launcher()
    yield launcher
    launcher.close()


@pytest.fixture
def agent(
    agent_folder: Path,
    agent_services: tuple[RunningService, RunningService],
    agent_launcher: Launcher,
) -> Iterator[AgentBench]:
    """Return a new home beside services that all tests share."""
    require_sandbox()
    folder = Path(mkdtemp(prefix="hero-"))
    workbench = Workbench(folder, agent_launcher)
    prepare_home(workbench, agent_folder / "environments", agent_folder)
    yield AgentBench(workbench, *agent_services)
    shutil.rmtree(folder)
