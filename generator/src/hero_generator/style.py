"""Format rendered modules; the only module that calls black."""

from __future__ import annotations

import black
from black.mode import Mode, TargetVersion


def format_module(text: str, *, is_stub: bool) -> str:
    """Return a module in black's form.

    The whole configuration is given here: none is looked up from the surroundings.
    """
    mode = Mode(
        target_versions={TargetVersion.PY311},
        line_length=88,
        string_normalization=True,
        magic_trailing_comma=True,
        is_pyi=is_stub,
    )
    return black.format_str(text, mode=mode)
