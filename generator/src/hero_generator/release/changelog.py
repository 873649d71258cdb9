"""Write what changed into the changelog of a package, a section for each version."""

from __future__ import annotations

import re
from collections.abc import Sequence

from packaging.version import InvalidVersion

from hero_generator.changes import Change, Kind
from hero_generator.changes.report import render_item
from hero_generator.release.versions import is_older

MAXIMUM_ITEMS = 100
"""Changes of one class that a section lists."""

_TITLE = "# Changelog\n"
_HEADING = re.compile(r"^## (\S+)[^\n]*$", re.MULTILINE)


def render_section(version: str, changes: Sequence[Change]) -> str:
    """Return the section of a version; documentation is only counted."""
    lines = [f"## {version}", ""]
    for kind in (Kind.BREAKING, Kind.COMPATIBLE):
        group = [change for change in changes if change.kind is kind]
        if not group:
            continue
        items = [render_item(change) for change in group[:MAXIMUM_ITEMS]]
        rest = len(group) - len(items)
        items += [f"- … and {rest} more"] if rest else []
        lines += [f"### {kind.value.capitalize()}", "", *items, ""]
    count = sum(change.kind is Kind.DOCUMENTATION for change in changes)
    if count:
        places = "one place" if count == 1 else f"{count} places"
        lines += [f"The documentation changed in {places}.", ""]
    return "\n".join(lines)


def render_first_section(version: str) -> str:
    """Return the section of a version that nothing came before."""
    return f"## {version}\n\nThe first version.\n"


def put_section(text: str, section: str, released: str | None) -> str:
    """Put a section on top, in place of all sections of versions not yet released.

    `released` is the newest version that was; without one, a text stays as it is.
    """
    if released is None and text:
        return text
    rest = ""
    for heading in _HEADING.finditer(text):
        if released is not None and not _is_newer(heading[1], released):
            rest = text[heading.start() :]
            break
    parts = (_TITLE, section.rstrip("\n") + "\n", rest)
    return "\n".join(part for part in parts if part)


def _is_newer(version: str, released: str) -> bool:
    try:
        return is_older(released, version)
    except InvalidVersion:
        return False
