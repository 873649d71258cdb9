"""Read the marked code blocks of the README."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "README.md").read_text("utf-8")


def read_block(mark: str) -> str:
    """Return the code block that follows a mark in the README."""
    found = re.search(rf"<!-- run: {mark} -->\n```\w+\n(.*?)```", TEXT, re.DOTALL)
    assert found is not None, f"the README has no block marked {mark!r}"
    return found[1]
