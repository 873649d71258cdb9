"""Settings of all tests."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# The same examples in every run, and no time limit that a busy machine could miss.
settings.register_profile("repository", derandomize=True, deadline=None, database=None)
settings.load_profile("repository")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that rewrites expected outputs."""
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="rewrite the expected outputs of tests/golden and tests/typing",
    )


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Skip slow tests on a laptop, unless they are asked for."""
    if os.environ.get("CI") or config.getoption("markexpr"):
        return
    reason = "slow: runs where CI is set, and with ARGS='-m slow'"
    for item in items:
        if item.get_closest_marker("slow") is not None:
            item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Tell whether expected outputs are to be rewritten."""
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(scope="session")
def mypy_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a cache that all runs of mypy share."""
    return tmp_path_factory.mktemp("cache")


def pytest_configure() -> None:
    """Hold back requests to real language models; scripted ones allow themselves."""
    os.environ["HERO_MODEL_REQUESTS"] = "none"
