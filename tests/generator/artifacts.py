"""Make artifacts in this process and look into them."""

from __future__ import annotations

import ast
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import black
from black.mode import Mode, TargetVersion

from hero_generator.artifact import Outcome, make_artifact
from hero_generator.lock import LOCK_NAME, parse_names
from hero_generator.manifest import build_service
from hero_generator.read import Source

Names = Mapping[str, Mapping[str, str]]

MODE = Mode(target_versions={TargetVersion.PY311})
STUB_MODE = Mode(target_versions={TargetVersion.PY311}, is_pyi=True)


def make(
    document: Any, name: str = "small", locked: Names | None = None, **settings: Any
) -> Outcome:
    """Run the pure stages on a decoded document."""
    source = Source(json.dumps(document).encode())
    service = build_service(name, **settings)
    return make_artifact(source, service, locked or {}, strict=False)


def files_of(outcome: Outcome) -> dict[str, str]:
    """Return the files of an outcome, which must not be a refusal."""
    shown = "\n".join(map(str, outcome.diagnostics))
    assert outcome.files is not None, f"refused:\n{shown}"
    return outcome.files


def file_named(files: Mapping[str, str], name: str) -> str:
    """Return the text of the one file with this name, in whatever folder."""
    (text,) = [text for path, text in files.items() if path.endswith(f"/{name}")]
    return text


def names_of(files: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Return the names that the lock of an artifact keeps."""
    return parse_names(file_named(files, LOCK_NAME))


def write_files(folder: Path, files: Mapping[str, str]) -> None:
    """Write the files of an artifact below a folder."""
    for path, text in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")


def modules_of(files: Mapping[str, str]) -> dict[str, str]:
    """Return the modules and stubs among the files of an artifact."""
    return {p: t for p, t in files.items() if p.endswith((".py", ".pyi"))}


def assert_well_formed(files: Mapping[str, str]) -> None:
    """Fail unless every module parses and is in black's form."""
    for path, text in modules_of(files).items():
        ast.parse(text, filename=path, feature_version=(3, 11))
        mode = STUB_MODE if path.endswith(".pyi") else MODE
        assert black.format_str(text, mode=mode) == text, f"{path} is not black's form"
