"""Identify what shapes output besides a document: our code and the tools it calls."""

from __future__ import annotations

import functools
from importlib import metadata
from pathlib import Path

from hero_runtime.document import digest
from hero_runtime.document.digest import digest_bytes

SHAPING_TOOLS = (
    "black",
    "datamodel-code-generator",
    "jinja2",
    "pydantic-core",
    "python-jsonpath",
)
"""Distributions whose version can change the text of an artifact."""

_SOURCES = (".py", ".j2", ".json")
_NOT_SHAPING = frozenset(
    {"__main__.py", "cli", "compare.py", "diagnostics.py", "fingerprint.py"}
    | {"freshness.py", "pipeline.py", "publish.py", "report.py", "verify.py"}
    | {"workers.py", "workspace.py", "overlay_effects.py", "interfaces.py"}
    | {"flat", "render/templates/flat_client.py.j2"}
    | {"render/templates/flat_interface.py.j2"}
    | {"changes", "fetch", "release", "corrected.py", "status.py"}
    | {"manifest_edit.py"}
)
"""Paths in this package, of modules and folders, that do not decide what is written."""


@functools.cache
def generator_digest() -> str:
    """Return one digest of all our modules and templates that shape output.

    The rules that the runtime shares with the generator are among them.
    """
    parts = [
        f"{name}\0{digest_bytes(path.read_bytes())}"
        for name, path in shaping_files().items()
    ]
    return digest_bytes("\n".join(parts).encode())


def shaping_files() -> dict[str, Path]:
    """Return every module and template that shapes output, by import path, sorted."""
    ours, shared = Path(__file__).parent, Path(digest.__file__).parent
    counted = {
        f"hero_generator/{path}": ours / path
        for path in _source_files(ours)
        if _NOT_SHAPING.isdisjoint(p.as_posix() for p in (path, *path.parents))
    }
    rules = {f"hero_runtime/document/{p}": shared / p for p in _source_files(shared)}
    return counted | rules


def _source_files(folder: Path) -> list[Path]:
    found = (path for path in folder.rglob("*") if path.suffix in _SOURCES)
    return sorted(path.relative_to(folder) for path in found)


@functools.cache
def tool_versions() -> dict[str, str]:
    """Return the version of every tool that shapes output."""
    return {name: metadata.version(name) for name in SHAPING_TOOLS}
