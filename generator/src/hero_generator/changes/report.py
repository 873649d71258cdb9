"""Render changes for people, for a pull request and for machines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hero_generator.changes.values import Change, Direction, Kind
from hero_generator.diagnostics import shown
from hero_generator.source_text import markdown

MAXIMUM_TEXTS = 10
"""Changes of documentation that a text lists; nobody acts on them one by one."""
MAXIMUM_ITEMS = 300
"""Changes of one class in Markdown: a pull request takes some 65,000 characters."""
MAXIMUM_METHODS = 5
"""Methods named for one change."""


def count_changes(changes: Sequence[Change]) -> dict[Kind, int]:
    """Return how many changes there are of each class."""
    return {kind: sum(change.kind is kind for change in changes) for kind in Kind}


def render_counts(changes: Sequence[Change]) -> str:
    """Return the numbers of changes in one line."""
    counts = [f"{n} {kind.value}" for kind, n in count_changes(changes).items() if n]
    return ", ".join(counts) or "no change"


def render_text(changes: Sequence[Change]) -> str:
    """Return all changes for a terminal, breaking ones first."""
    lines = [render_counts(changes)]
    for kind in Kind:
        group = [change for change in changes if change.kind is kind]
        if not group:
            continue
        lines += ["", f"{kind.value}:"]
        if kind is Kind.DOCUMENTATION:
            lines += [f"  {_line(change)}" for change in group[:MAXIMUM_TEXTS]]
            rest = len(group) - MAXIMUM_TEXTS
            lines += [f"  … and {rest} more; --json has them all"] if rest > 0 else []
            continue
        for change in group:
            lines += [f"  {_line(change)}", f"      {shown(change.reason)}"]
    return "\n".join(lines) + "\n"


def render_markdown(title: str, changes: Sequence[Change]) -> str:
    """Return all changes for the text of a pull request."""
    lines = [f"### {markdown(title)}: {render_counts(changes)}", ""]
    for kind in Kind:
        group = [change for change in changes if change.kind is kind]
        if not group:
            continue
        items = [_item(change) for change in group[:MAXIMUM_ITEMS]]
        rest = len(group) - len(items)
        items += [f"- … and {rest} more"] if rest else []
        if kind is Kind.DOCUMENTATION:
            summary = f"<summary>Documentation: {len(group)}</summary>"
            lines += ["<details>", summary, "", *items, "", "</details>", ""]
        else:
            lines += [f"**{kind.value.capitalize()}**", "", *items, ""]
    return "\n".join(lines)


def render_item(change: Change) -> str:
    """Return one change as an item of a Markdown list, without the reason."""
    return f"- {markdown(shown(change.place))}: {markdown(shown(change.message))}"


def change_json(change: Change) -> dict[str, Any]:
    """Return a change as a JSON value."""
    return {
        "kind": change.kind.value,
        "code": change.code,
        "place": change.place,
        "message": change.message,
        "reason": change.reason,
        "methods": list(change.methods),
        "directions": [direction.value for direction in change.directions],
    }


def _line(change: Change) -> str:
    return shown(f"{change.place}: {change.message}{_users(change)}")


def _item(change: Change) -> str:
    users = markdown(shown(_users(change)))
    users = f" {users}" if users else ""
    reason = (
        "" if change.kind is Kind.DOCUMENTATION else f" — {markdown(change.reason)}"
    )
    return f"{render_item(change)}{users}{reason}"


def _users(change: Change) -> str:
    """Say which way the values go and which methods that reaches."""
    if not change.methods or change.kind is Kind.DOCUMENTATION:
        return ""
    named = ", ".join(change.methods[:MAXIMUM_METHODS])
    rest = len(change.methods) - MAXIMUM_METHODS
    more = f" and {rest} more" if rest > 0 else ""
    if len(change.methods) == 1 and change.place.startswith(f"{change.methods[0]} "):
        named, more = "", ""
    ways = " and ".join(d.value for d in Direction if d in change.directions)
    said = " by ".join(part for part in (ways, f"{named}{more}") if part)
    return f" ({said})"
