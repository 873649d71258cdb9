"""Arrange the spans of a play as a tree, and render it for a terminal."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from hero_runner.conventions import COST, INPUT_TOKENS, OUTPUT_TOKENS, REQUEST_MODEL
from hero_runner.store.spans import SpanRow

_MARKS: Final = {
    "running": "…",
    "pending": "?",
    "ok": "✓",
    "failed": "✗",
    "cancelled": "-",
    "replayed": "↺",
    "lost": "!",
}
_DEPTH_LIMIT: Final = 64
"""Deepest level that is shown: a made-up span may claim to be its own parent."""


@dataclass(frozen=True, slots=True)
class Branch:
    """Hold a span, how deep it lies, and whether it is the last at its place."""

    span: SpanRow
    depth: int


def arrange_spans(spans: Iterable[SpanRow]) -> list[Branch]:
    """Return spans in the order of a tree; without its parent a span is a root."""
    rows = list(spans)
    known = {row.id for row in rows}
    children: dict[str | None, list[SpanRow]] = {}
    for row in rows:
        parent = row.parent if row.parent in known else None
        children.setdefault(parent, []).append(row)
    return list(_walk(children, None, 0))


def _walk(
    children: dict[str | None, list[SpanRow]], parent: str | None, depth: int
) -> Iterator[Branch]:
    if depth > _DEPTH_LIMIT:
        return
    for row in children.get(parent, ()):
        yield Branch(row, depth)
        yield from _walk(children, row.id, depth + 1)


def render_branch(branch: Branch, now: int) -> str:
    """Return one line of the tree; `now` is in nanoseconds since the epoch."""
    span = branch.span
    seconds = ((span.ended or now) - span.started) / 1e9
    parts = [
        "  " * branch.depth + _MARKS.get(span.status, "?"),
        printable(span.key.rpartition("/")[2] or span.name),
        f"{seconds * 1000:.1f} ms" if seconds < 1 else f"{seconds:.1f} s",
        *_list_usage(span.attributes),
    ]
    if span.status in ("replayed", "lost"):
        parts.append(f"({span.status})")
    if span.error and span.status not in ("lost", "pending"):
        parts.append(f"— {printable(span.error.splitlines()[0])[:160]}")
    return " ".join(parts)


def _list_usage(attributes: dict[str, Any]) -> list[str]:
    found = []
    if REQUEST_MODEL in attributes:
        found.append(f"[{printable(str(attributes[REQUEST_MODEL]))}]")
    if INPUT_TOKENS in attributes or OUTPUT_TOKENS in attributes:
        taken = attributes.get(INPUT_TOKENS, "unknown")
        given = attributes.get(OUTPUT_TOKENS, "unknown")
        found.append(f"{taken}+{given} tokens")
    if COST in attributes:
        found.append(f"${attributes[COST]}")
    return found


def printable(text: str) -> str:
    """Return a text that cannot move the cursor or colour a terminal."""
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode()
        for char in text
    )
