"""Run the real command on a project of tiny documents."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import hero_generator
import hero_runtime

SOURCES = [Path(str(m.__file__)).parents[1] for m in (hero_generator, hero_runtime)]
ROOT = Path(__file__).parents[2]
SECONDS = 120


@dataclass(frozen=True, slots=True)
class Finished:
    """Hold what a run of the command printed and its exit code."""

    code: int
    stdout: str
    stderr: str

    @property
    def report(self) -> dict[str, Any]:
        """Return what `--json` printed, by the name of the service."""
        return {one["name"]: one for one in json.loads(self.stdout)["services"]}


def environment(**changes: str) -> dict[str, str]:
    """Return an environment in which Python finds the generator and the runtime."""
    path = os.pathsep.join(map(str, SOURCES))
    return {**os.environ, "PYTHONPATH": path, **changes}


def run_command(*arguments: str | Path, cwd: Path, **changes: str) -> Finished:
    """Run the command to its end; a traceback is never right."""
    done = subprocess.run(
        [sys.executable, "-m", "hero_generator", *map(str, arguments)],
        cwd=cwd,
        env=environment(**changes),
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return Finished(done.returncode, done.stdout, done.stderr)


def read_tree(folder: Path) -> dict[str, bytes]:
    """Read every file below a folder by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@dataclass(frozen=True, slots=True)
class Project:
    """Hold a folder with specs and what is generated from them."""

    folder: Path

    @property
    def specs(self) -> Path:
        """Return the folder of the documents."""
        return self.folder / "specs"

    @property
    def generated(self) -> Path:
        """Return the folder of the packages."""
        return self.folder / "generated"

    def write(self, name: str, document: Any) -> Path:
        """Write the document of a service, given as a JSON value or as bytes."""
        path = self.specs / name / "openrpc.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        is_bytes = isinstance(document, bytes)
        path.write_bytes(document if is_bytes else json.dumps(document).encode())
        return path

    def write_manifest(self, text: str) -> None:
        """Write the manifest."""
        self.specs.mkdir(parents=True, exist_ok=True)
        (self.specs / "specs.toml").write_text(text, "utf-8")

    def write_all(self, documents: Mapping[str, Any]) -> None:
        """Write documents and a manifest that lists them."""
        for name, document in documents.items():
            self.write(name, document)
        self.write_manifest("".join(f"[services.{name}]\n" for name in documents))

    def run(self, *arguments: str | Path, **changes: str) -> Finished:
        """Run the command in the folder of the project."""
        return run_command(*arguments, cwd=self.folder, **changes)

    def generate(self, *arguments: str | Path, **changes: str) -> Finished:
        """Generate without the type check, which other tests see to."""
        return self.run("generate", "--no-verify", *arguments, **changes)

    def tree(self) -> dict[str, bytes]:
        """Read everything that was generated."""
        return read_tree(self.generated)
