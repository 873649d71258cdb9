"""Tell on stderr what is being measured."""

from __future__ import annotations

import sys


def show(text: str) -> None:
    """Write one line of progress; figures alone go to stdout."""
    print(f"  {text}", file=sys.stderr, flush=True)
