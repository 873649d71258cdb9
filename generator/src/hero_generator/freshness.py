"""Tell whether an artifact on disk is what its inputs would give, by digests alone.

Imports none of the tools that generate: this is all that an unchanged run needs.
"""

from __future__ import annotations

from pathlib import Path

from hero_generator.diagnostics import Diagnostic, note
from hero_generator.lock import LOCK_NAME, Lock, build_inputs, parse_lock, parse_names
from hero_generator.manifest import Service
from hero_generator.read import Source
from hero_runtime.document.digest import digest_bytes

_LEFTOVERS = frozenset({"__pycache__", ".mypy_cache", "build", "dist", ".pytest_cache"})
"""Folders that using an artifact leaves in it; they are no change of the artifact."""


def read_artifact(folder: Path) -> dict[str, bytes]:
    """Read every file of an artifact by path, leftovers of its use apart."""
    if not folder.is_dir():
        return {}
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not _is_leftover(path.relative_to(folder))
    }


def find_lock(files: dict[str, bytes]) -> Lock | None:
    """Return the lock among the files of an artifact, if there is an intact one."""
    text = _lock_text(files)
    return None if text is None else parse_lock(text)


def locked_names(files: dict[str, bytes]) -> dict[str, dict[str, str]]:
    """Return the names that an artifact on disk has given."""
    return parse_names(_lock_text(files) or "")


def is_ours(files: dict[str, bytes]) -> bool:
    """Tell whether a folder carries a lock, so that it may be replaced or deleted."""
    return _lock_text(files) is not None


def is_current(files: dict[str, bytes], source: Source, service: Service) -> bool:
    """Tell whether all digests of an artifact are those of its inputs and files."""
    lock = find_lock(files)
    if lock is None or lock.inputs != build_inputs(source, service):
        return False
    on_disk = {
        path: digest_bytes(data)
        for path, data in files.items()
        if path.rpartition("/")[2] != LOCK_NAME
    }
    return on_disk == lock.files


def find_same_version(
    old: dict[str, bytes], new: dict[str, bytes], name: str
) -> tuple[Diagnostic, ...]:
    """Tell whether an interface is about to change under the version it has."""
    locks = find_lock(old), find_lock(new)
    if locks[0] is None or locks[1] is None or locks[0].surface == locks[1].surface:
        return ()
    if locks[0].version != locks[1].version:
        return ()
    message = f"the interface changed, and the version is still {locks[1].version}"
    hint = f"Run `hero-generator release {name}`, then generate again."
    return (note("version-unchanged", "specs.toml", "", message, hint),)


def _lock_text(files: dict[str, bytes]) -> str | None:
    for path, data in files.items():
        if path.startswith("src/") and path.endswith(f"/{LOCK_NAME}"):
            return data.decode("utf-8", "replace")
    return None


def _is_leftover(path: Path) -> bool:
    return any(
        part in _LEFTOVERS or part.endswith(".egg-info") for part in path.parts[:-1]
    )
