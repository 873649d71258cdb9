"""Estimate how many tokens a language model finds in a stub, without its tokenizer."""

import re
from typing import Final

_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|[0-9]{1,3}|[^\sA-Za-z0-9_]+|_|\n\s*")

# Fitted to o200k_base and cl100k_base over the interfaces of the corpus; how well, is in
# docs/interface.md.
_LETTERS_OF_A_WORD: Final = 11
_RUN_TOGETHER: Final = 4
"""Letters of a part of what is too long for one word: `getblockfrompeer`."""
_CAPITALS: Final = 3
_MARKS: Final = 3
_UNDERSCORE: Final = 0.3
_INDENTED_LINE: Final = 2.0
_SAFETY: Final = 1.05


def estimate_tokens(text: str) -> int:
    """Return about as many tokens as a text has, rather more than less."""
    return int(sum(_cost(part) for part in _PART.findall(text)) * _SAFETY) + 1


def _cost(part: str) -> float:
    if part[0] == "\n":
        return _INDENTED_LINE if len(part) > 1 else 1
    if part == "_":
        return _UNDERSCORE
    if not part.isascii():
        return 2 * len(part)
    if part.isdigit():
        return 1
    if not part.isalpha():
        return 1 + (len(part) - 1) // _MARKS
    if part.isupper() and len(part) > 1:
        return 1 + (len(part) - 1) // _CAPITALS
    return 1 if len(part) <= _LETTERS_OF_A_WORD else 1 + len(part) // _RUN_TOGETHER
