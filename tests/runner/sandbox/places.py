"""Say where the tests of the sandbox run, and with which clients."""

from __future__ import annotations

import os
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pytest

from hero_runner.sandbox.bubblewrap import Missing, find_tools


@dataclass(frozen=True)
class Granted:
    """Hold a grant as the gate hands it over."""

    service: str
    package: str
    folder: Path


def grant_books() -> Granted:
    """Return a grant of the generated client of the books service."""
    spec = find_spec("hero_books_client")
    assert spec is not None and spec.submodule_search_locations
    folder = Path(spec.submodule_search_locations[0])
    return Granted("hero_books", "hero_books_client", folder)


def require_sandbox() -> None:
    """Skip without bubblewrap; in continuous integration, fail."""
    tools = find_tools()
    if isinstance(tools, Missing):
        if os.environ.get("CI"):
            pytest.fail(tools.reason)
        pytest.skip(tools.reason)
