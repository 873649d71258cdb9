"""Mark where hero_proc puts an input of a job into the command of its action."""

from typing import Final

OPENING: Final = "{{"
"""What begins a placeholder wherever it stands; there is no way to escape it."""


def render_placeholder(name: str) -> str:
    """Return the mark that the input of this name takes the place of."""
    return f"{OPENING}{name}}}}}"
