"""Run the conformance suite with each engine."""

from collections.abc import Iterator

import pytest

from tests.runner.postgres import Postgres, start_postgres
from tests.runner.workbench import Workbench

ENGINES = ("local", "dbos")


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """Return a running PostgreSQL."""
    started = start_postgres()
    yield started
    started.close()


@pytest.fixture
def dbos_bench(workbench: Workbench, postgres: Postgres) -> Workbench:
    """Return a place to play flows in with a database of its own."""
    workbench.use_database(postgres.create())
    return workbench


@pytest.fixture(params=ENGINES)
def bench(request: pytest.FixtureRequest, workbench: Workbench) -> Workbench:
    """Return a place to play flows in with one of the engines."""
    if request.param == "dbos":
        request.getfixturevalue("dbos_bench")
    return workbench
