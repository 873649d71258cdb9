"""Give the tests an empty specs folder, a socket folder, and the command."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from hero_generator.cli import cli


@dataclass(frozen=True, slots=True)
class Place:
    """Hold a folder of specs and one of sockets."""

    specs: Path
    sockets: Path

    def fetch(self, *arguments: str, seconds: str = "5") -> tuple[int, dict[str, Any]]:
        """Fetch in this process; return the exit code and each service by name."""
        options = ["--specs", str(self.specs), "--json", "--timeout", seconds]
        done = CliRunner().invoke(cli, ["fetch", *arguments, *options])
        assert done.exception is None or isinstance(done.exception, SystemExit)
        services = json.loads(done.stdout)["services"]
        return done.exit_code, {one["name"]: one for one in services}

    def tree(self) -> dict[str, bytes]:
        """Read all files of the specs folder."""
        return {
            path.relative_to(self.specs).as_posix(): path.read_bytes()
            for path in sorted(self.specs.rglob("*"))
            if path.is_file()
        }


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    """Return a place whose paths leave room for a socket path below it."""
    with tempfile.TemporaryDirectory(prefix="hero") as name:
        folder = Path(name)
        (folder / "specs").mkdir()
        (folder / "s").mkdir()
        for variable in ("PATH_SOCKET", "PATH_ROOT"):
            monkeypatch.delenv(variable, raising=False)
        monkeypatch.setenv("HERO_SOCKET_DIR", str(folder / "s"))
        monkeypatch.setenv("HOME", str(folder))
        yield Place(folder / "specs", folder / "s")


def codes(service: dict[str, Any]) -> list[str]:
    """Return the codes of the diagnostics of a service."""
    return [diagnostic["code"] for diagnostic in service["diagnostics"]]
