"""Read the golden cases: every directory beside this module with a document is one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from hero_generator.artifact import Outcome, make_artifact
from hero_generator.lock import LOCK_NAME
from hero_generator.manifest import Service, parse_manifest
from hero_generator.read import Source, read_source

FOLDER = Path(__file__).parent
DOCUMENT = "openrpc.json"

ALWAYS = (
    *("client.py", "methods.py", "models.py", "signatures.py", "errors.py"),
    "interface.pyi",
)
"""Files that every case expects; others are compared where a case holds them."""


@dataclass(frozen=True, slots=True)
class Case:
    """Hold one case: its inputs are read when they are asked for."""

    folder: Path

    @property
    def name(self) -> str:
        """Return the name of the case, which is that of its service."""
        return self.folder.name

    @property
    def expected(self) -> Path:
        """Return the folder of the expected files."""
        return self.folder / "expected"

    @property
    def expected_diagnostics(self) -> Path:
        """Return the file of the expected diagnostics; none are expected without."""
        return self.folder / "diagnostics.txt"

    @property
    def entry(self) -> str:
        """Return the entry of the case in a manifest beside the folders of cases."""
        path = self.folder / "settings.toml"
        settings = path.read_text("utf-8") if path.is_file() else ""
        head = f'[services.{self.name}]\ndocument = "{self.name}/{DOCUMENT}"\n'
        return head + settings

    @property
    def service(self) -> Service:
        """Return the manifest entry of the case."""
        (service,), problems = parse_manifest(self.entry, "specs.toml")
        assert not problems, problems
        return service

    def read(self) -> Source:
        """Read the document, its overlay and its siblings."""
        source, problems = read_source(
            self.folder / DOCUMENT, self.folder / "overlay.json"
        )
        assert source is not None and not problems, problems
        return source

    def make(self) -> Outcome:
        """Generate what comes of the case."""
        return make_artifact(self.read(), self.service, {}, strict=False)


def find_cases() -> list[Case]:
    """Find all cases, sorted by name."""
    return [Case(path.parent) for path in sorted(FOLDER.glob(f"*/{DOCUMENT}"))]


def by_file_name(outcome: Outcome) -> dict[str, str]:
    """Return the files of an outcome by name alone; the lock is left out."""
    named = {PurePosixPath(p).name: t for p, t in (outcome.files or {}).items()}
    return {name: text for name, text in named.items() if name != LOCK_NAME}


def diagnostics_text(outcome: Outcome) -> str:
    """Return the diagnostics of an outcome as they are shown."""
    return "".join(f"{diagnostic}\n" for diagnostic in outcome.diagnostics)
