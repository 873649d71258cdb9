"""Give the tests a service, brokers before it, and ways to talk to them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.runner.broker.play import Play


@pytest.fixture
def folder() -> Iterator[Path]:
    """Return a folder whose path is short enough for sockets."""
    with TemporaryDirectory() as made:
        yield Path(made)


@pytest.fixture
def play(folder: Path) -> Iterator[Play]:
    """Return a play with a service that answers as the test says."""
    with Play(folder) as made:
        yield made
