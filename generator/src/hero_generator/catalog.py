"""Render the catalog: the two lines of each service that selection reads."""

from __future__ import annotations

from collections.abc import Mapping

from hero_generator.source_text import comment


def render_catalog(summaries: Mapping[str, str]) -> str:
    """Return the text of `catalog.txt` from summaries by service name."""
    return "\n".join(
        f"# SERVICE: {name}\n# SUMMARY: {comment(summary)}\n"
        for name, summary in sorted(summaries.items())
    )
