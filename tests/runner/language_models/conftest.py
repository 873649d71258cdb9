"""Fixtures: an empty environment for routes, and a place for sockets."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def short_folder() -> Iterator[Path]:
    """A folder whose path leaves room for a socket below it."""
    with tempfile.TemporaryDirectory(prefix="hero") as folder:
        yield Path(folder)
