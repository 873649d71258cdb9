"""Fixtures: a running service of each kind, empty, on its own socket.

A test that stores nothing shares a service that stays empty: starting one takes time.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from .service_process import EXAMPLES, RunningService, running_service


@pytest.fixture
def books(tmp_path: Path) -> Iterator[RunningService]:
    with running_service("hero_books", tmp_path) as service:
        yield service


@pytest.fixture
def calendar(tmp_path: Path) -> Iterator[RunningService]:
    with running_service("hero_osis_calendar", tmp_path) as service:
        yield service


@pytest.fixture(scope="module")
def empty_books(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningService]:
    with running_service("hero_books", tmp_path_factory.mktemp("books")) as service:
        yield service
        assert service.call("book.list") == {"books": []}


@pytest.fixture(scope="module")
def empty_calendar(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[RunningService]:
    folder = tmp_path_factory.mktemp("calendar")
    with running_service("hero_osis_calendar", folder) as service:
        yield service
        assert service.call("event.list")["total"] == 0


@pytest.fixture
def short_folder() -> Iterator[Path]:
    """A folder whose path leaves room for a long socket path below it."""
    with tempfile.TemporaryDirectory(prefix="hero") as folder:
        yield Path(folder)


@pytest.fixture(params=EXAMPLES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def service(name: str, tmp_path: Path) -> Iterator[RunningService]:
    with running_service(name, tmp_path) as running:
        yield running
