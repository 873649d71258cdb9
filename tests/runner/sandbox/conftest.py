"""Give the tests an environment with one client in it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from hero_runner.sandbox import Environment, prepare_environment
from tests.runner.sandbox.places import grant_books, require_sandbox


@pytest.fixture(scope="session")
def environment() -> Iterator[Environment]:
    """Return an environment that holds the client of the books service."""
    with TemporaryDirectory() as cache:
        # Other users run attacks in it.
        os.chmod(cache, 0o755)
        yield prepare_environment([grant_books()], Path(cache))


@pytest.fixture
def boxed(environment: Environment) -> Environment:
    """Return the environment where scripts can be confined."""
    require_sandbox()
    return environment
