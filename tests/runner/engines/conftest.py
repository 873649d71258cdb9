"""Run the conformance suite with each engine."""

import pytest

from tests.runner.workbench import Workbench

# Name of each engine to the arguments that `hero-runner play` selects it with.
ENGINES: dict[str, tuple[str, ...]] = {"local": ()}


@pytest.fixture(params=ENGINES)
def bench(request: pytest.FixtureRequest, workbench: Workbench) -> Workbench:
    """Return a place to play flows in with one of the engines."""
    workbench.engine = ENGINES[request.param]
    return workbench
