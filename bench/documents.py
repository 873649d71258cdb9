"""Find the shared corpus of documents and lay out workspaces to generate from."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from bench.measure import Command

ROOT = Path(__file__).parents[1]

DOCUMENT = "openrpc.json"


class Skipped(Exception):
    """Say why a benchmark cannot be run here."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """Hold a temporary copy of documents, with a manifest, and a folder for output."""

    specs: Path
    output: Path

    def command(self, *names: str, jobs: int = 2, verify: bool = False) -> Command:
        """Return the command that generates the named services, or all."""
        arguments = ["generate", *names, f"--specs={self.specs}"]
        arguments += [f"--output={self.output}", f"--jobs={jobs}"]
        if not verify:
            arguments.append("--no-verify")
        return Command((generator_script(), *arguments), folder=self.specs.parent)

    def clear(self) -> None:
        """Remove all output, so that the next run is a cold one."""
        shutil.rmtree(self.output, ignore_errors=True)


def generator_script() -> str:
    """Return the path of the command `hero-generator` of this environment."""
    script = Path(sys.executable).with_name("hero-generator")
    if not script.exists():
        raise Skipped("hero-generator is not installed here: run `make setup`")
    return str(script)


def find_corpus() -> Path:
    """Return the folder of the corpus.

    Raises Skipped, with the reason, if there is none.
    """
    named = os.environ.get("HERO_CORPUS")
    folder = Path(named) if named else ROOT.parent / "shared" / "corpus"
    if not any(folder.glob(f"*/{DOCUMENT}")):
        raise Skipped(
            "there is no corpus: name its folder in HERO_CORPUS, or put it at "
            "../shared/corpus beside the repository"
        )
    return folder


def list_documents(corpus: Path) -> list[Path]:
    """List the documents of the corpus, the smallest first."""
    found = corpus.glob(f"*/{DOCUMENT}")
    return sorted(found, key=lambda path: (path.stat().st_size, path.parent.name))


def service_name(document: Path) -> str:
    """Return the name that a document's folder gives to a service."""
    return document.parent.name.replace("-", "_")


def lay_out_corpus(folder: Path, documents: list[Path]) -> Workspace:
    """Copy documents, and the files beside them, under a manifest of their own."""
    specs = folder / "specs"
    for document in documents:
        shutil.copytree(document.parent, specs / service_name(document))
    lines = [f"[services.{service_name(document)}]\n" for document in documents]
    (specs / "specs.toml").write_text("".join(lines), "utf-8")
    return Workspace(specs, folder / "generated")


def lay_out_services(folder: Path) -> Workspace:
    """Copy the specs of this repository."""
    shutil.copytree(ROOT / "specs", folder / "specs")
    return Workspace(folder / "specs", folder / "generated")
