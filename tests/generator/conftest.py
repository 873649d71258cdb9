"""Give the tests a project of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.generator.documents import STRING, document, method, param
from tests.generator.project import Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a project of one service that nothing was generated from yet."""
    made = Project(tmp_path / "project")
    made.write_all({"small": document(method("say", param("text", STRING)))})
    return made
