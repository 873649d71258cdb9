"""Install the servers once; without the npm registry their tests are skipped."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.real_servers.npm import FOLDER, install_servers


@pytest.fixture(scope="session")
def installed() -> Path:
    """Return the folder that holds the servers."""
    problem = install_servers()
    if problem:
        pytest.skip(problem)
    return FOLDER
