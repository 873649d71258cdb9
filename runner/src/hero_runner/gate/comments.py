"""Find the comments that would tell a type checker to look away."""

from __future__ import annotations

import io
import re
import tokenize
from typing import Final

from hero_runner.gate.findings import Finding

_DIRECTIVE: Final = re.compile(
    r"#[\s#]*(?:(?:type|ty|mypy|pyright|pyre|pyrefly|pytype|pylance|basedpyright)\s*:"
    r"|pyre-(?:ignore|fixme|strict|unsafe)|/{3}\s*script|@generated)",
    re.IGNORECASE,
)


def find_directives(text: str) -> list[Finding]:
    """Find comments that are addressed to a type checker or an installer.

    The text parses as Python.
    """
    if "#" not in text:
        return []
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return [
        Finding(
            "checker-comment",
            token.start[0],
            token.start[1] + 1,
            f"the comment `{token.string[:60]}` is addressed to a checker",
            "remove it, and correct what it would hide",
        )
        for token in tokens
        if token.type == tokenize.COMMENT and _DIRECTIVE.search(token.string)
    ]
