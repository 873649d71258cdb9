"""Compare what would be written with what is on disk."""

from __future__ import annotations

import difflib
from collections.abc import Mapping

MAXIMUM_DIFF_LINES = 400
"""Lines of one file's difference that are shown."""


def changed_paths(old: Mapping[str, bytes], new: Mapping[str, bytes]) -> list[str]:
    """Return the paths that differ, sorted."""
    return sorted(path for path in {*old, *new} if old.get(path) != new.get(path))


def render_difference(
    old: Mapping[str, bytes], new: Mapping[str, bytes], name: str
) -> str:
    """Return a unified difference from disk to what the inputs give."""
    return "".join(
        _render_one(f"{name}/{path}", old.get(path), new.get(path))
        for path in changed_paths(old, new)
    )


def _render_one(path: str, old: bytes | None, new: bytes | None) -> str:
    lines = list(
        difflib.unified_diff(
            _lines(old),
            _lines(new),
            "/dev/null" if old is None else f"on disk/{path}",
            "/dev/null" if new is None else f"generated/{path}",
        )
    )
    if not lines:
        return f"{path}: only in one place, and empty\n"
    shown = lines[:MAXIMUM_DIFF_LINES]
    if len(lines) > len(shown):
        shown.append(f"… {len(lines) - len(shown)} more lines\n")
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in shown)


def _lines(data: bytes | None) -> list[str]:
    return (data or b"").decode("utf-8", "replace").splitlines(keepends=True)
