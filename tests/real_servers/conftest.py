"""Install the servers once; without a network they are skipped, but not in CI."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.real_servers.npm import FOLDER, install_servers


@pytest.fixture(scope="session")
def installed() -> Path:
    """Return the folder that holds the servers."""
    problem = install_servers()
    if problem and os.environ.get("CI"):
        pytest.fail(problem)
    if problem:
        pytest.skip(problem)
    return FOLDER
