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

_NOT_SHAPING = frozenset(
    {"__main__.py", "cli", "compare.py", "diagnostics.py", "fingerprint.py"}
    | {"freshness.py", "pipeline.py", "publish.py", "report.py", "verify.py"}
    | {"workers.py", "workspace.py", "overlay_effects.py", "interfaces.py"}
    | {"flat", "render/templates/flat_client.py.j2"}
    | {"render/templates/flat_interface.py.j2"}
    | {"changes", "fetch", "release", "interface.py", "status.py"}
    | {"manifest_edit.py"}
)
"""Modules, and folders of modules, that do not decide what is written."""


@functools.cache
def generator_digest() -> str:
    """Return one digest of all our modules and templates that shape output.

    The rules that the runtime shares with the generator are among them.
    """
    shared = Path(digest.__file__).parent
    parts = [
        f"{name}\0{digest_bytes((folder / name).read_bytes())}"
        for folder in (Path(__file__).parent, shared)
        for name in _shaping_files(folder)
    ]
    return digest_bytes("\n".join(parts).encode())


def _shaping_files(folder: Path) -> list[str]:
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.suffix in (".py", ".j2", ".json")
        and _NOT_SHAPING.isdisjoint(_path_and_first_part(path.relative_to(folder)))
    )


def _path_and_first_part(path: Path) -> set[str]:
    return {path.as_posix(), path.parts[0]}


@functools.cache
def tool_versions() -> dict[str, str]:
    """Return the version of every tool that shapes output."""
    return {name: metadata.version(name) for name in SHAPING_TOOLS}
