"""Identify what shapes output besides a document: our code and the tools it calls."""

from __future__ import annotations

import functools
from importlib import metadata
from pathlib import Path

from hero_generator.digest import digest_bytes

SHAPING_TOOLS = (
    "black",
    "datamodel-code-generator",
    "jinja2",
    "pydantic-core",
    "python-jsonpath",
)
"""Distributions whose version can change the text of an artifact."""

_NOT_SHAPING = frozenset(
    {"__main__.py", "cli.py", "compare.py", "diagnostics.py", "fingerprint.py"}
    | {
        "freshness.py",
        "interfaces.py",
        "pipeline.py",
        "publish.py",
        "report.py",
        "verify.py",
    }
    | {"workers.py", "workspace.py"}
)
"""Modules that read, write or report but do not decide what is written."""


@functools.cache
def generator_digest() -> str:
    """Return one digest of all our modules and templates that shape output."""
    folder = Path(__file__).parent
    names = sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.suffix in (".py", ".j2", ".json") and path.name not in _NOT_SHAPING
    )
    parts = [f"{name}\0{digest_bytes((folder / name).read_bytes())}" for name in names]
    return digest_bytes("\n".join(parts).encode())


@functools.cache
def tool_versions() -> dict[str, str]:
    """Return the version of every tool that shapes output."""
    return {name: metadata.version(name) for name in SHAPING_TOOLS}
