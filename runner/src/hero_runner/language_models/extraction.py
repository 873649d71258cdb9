"""Find the script in what a language model answered.

Language models fence code in many ways, and some not at all. A fence inside a string
of the script ends it no earlier than the script is valid Python.
"""

import ast
import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

LONGEST_ANSWER: Final = 128 * 1024
"""Characters that are looked at; more count as cut off."""
LONGEST_BARE: Final = 32 * 1024
"""The same for an answer without fences, which is parsed again and again."""
MOST_BLOCKS: Final = 50
MOST_ENDS: Final = 8
"""Closing fences tried for one block."""
MOST_CUTS: Final = 10
"""Lines that a script without fences is tried from, and to."""
PYTHON_NAMES: Final = frozenset({"", "python", "python3", "py", "py3", "python-script"})

_FENCE: Final = re.compile(r"[ \t]*(?:>[ \t]?)*(`{3,}|~{3,})[ \t]*([^`\n]*)")
_ONE_LINE: Final = re.compile(r"```(?:python3?|py)?[ \t]+([^`\n]+)```")
_THOUGHTS: Final = re.compile(r"\A\s*<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL)
_BEGINNING: Final = re.compile(
    r"(?:import|from|def|class|async|with|for|if|try|while|return|raise|assert)\b"
    r"|[@#]|[A-Za-z_][\w.]*\s*(?:=|\(|:\s)"
)


@dataclass(frozen=True, slots=True)
class Extraction:
    """The script of an answer, or why there is none."""

    script: str | None
    """With one line end at its end; it need not be valid Python."""
    problem: str = ""
    """What to tell the language model when something is missing."""
    blocks: int = 0
    """Blocks of Python; when there are several, the longest valid one was taken."""
    is_truncated: bool = False
    """Whether the answer seems to end before the script does."""


@dataclass(frozen=True, slots=True)
class _Block:
    language: str
    code: str
    is_closed: bool
    is_valid: bool


def extract_script(text: str) -> Extraction:
    """Find the script in an answer; never raises, whatever the text."""
    is_cut = len(text) > LONGEST_ANSWER
    answer = text[:LONGEST_ANSWER].removeprefix("\ufeff")
    answer = answer.replace("\r\n", "\n").replace("\r", "\n")
    answer = _THOUGHTS.sub("", answer, count=1)
    blocks = [
        block
        for block in _find_blocks(answer.split("\n"))
        if block.language in PYTHON_NAMES and block.code.strip()
    ]
    if blocks:
        return _choose(blocks, is_cut)
    if one_line := _find_one_line(answer):
        return Extraction(one_line, blocks=1, is_truncated=is_cut)
    return _extract_bare(answer, is_cut)


def is_python(code: str) -> bool:
    """Tell whether a text is valid Python; nothing of it is run."""
    return _find_error(code) is None


def _choose(blocks: list[_Block], is_cut: bool) -> Extraction:
    named = [block for block in blocks if block.language] or blocks
    valid = [block for block in named if block.is_valid]
    chosen = max(valid or named, key=lambda block: len(block.code))
    is_truncated = is_cut or not chosen.is_closed
    problem = "the answer ends inside its code block" if is_truncated else ""
    return Extraction(_finish(chosen.code), problem, len(blocks), is_truncated)


def _find_blocks(lines: list[str]) -> Iterator[_Block]:
    """Yield the fenced blocks, those that are never closed too."""
    place = 0
    for _ in range(MOST_BLOCKS):
        opening = _find_opening(lines, place)
        if opening is None:
            return
        start, fence, language = opening
        block, place = _read_block(lines, start, fence, language)
        yield block


def _find_opening(lines: list[str], place: int) -> tuple[int, str, str] | None:
    for number in range(place, len(lines)):
        match = _FENCE.fullmatch(lines[number])
        if match:
            words = match[2].strip().strip("{}.").split(maxsplit=1)
            return number, match[1], words[0].lower() if words else ""
    return None


def _read_block(
    lines: list[str], start: int, fence: str, language: str
) -> tuple[_Block, int]:
    """Return the block and the line after it.

    Its end is the first closing fence up to which it is valid Python, or else the
    first one at all.
    """
    ends = _find_ends(lines, start, fence)
    for end in ends if language in PYTHON_NAMES else []:
        code = _dedent(lines[start + 1 : end], lines[start])
        if code.strip() and is_python(code):
            return _Block(language, code, True, True), end + 1
    end = ends[0] if ends else len(lines)
    code = _dedent(lines[start + 1 : end], lines[start])
    return _Block(language, code, bool(ends), False), end + 1


def _find_ends(lines: list[str], start: int, fence: str) -> list[int]:
    """Return the lines that may close a fence; one that names a language opens."""
    ends: list[int] = []
    for number in range(start + 1, len(lines)):
        match = _FENCE.fullmatch(lines[number])
        if match is None or not match[1].startswith(fence):
            continue
        if match[2].strip():
            if ends:
                break
            continue
        ends.append(number)
        if len(ends) == MOST_ENDS:
            break
    return ends


def _dedent(lines: list[str], opening: str) -> str:
    """Take away what the fence has before it: indentation, or marks of a quote."""
    quote = re.match(r"[ \t]*(?:>[ \t]?)+", opening)
    if quote is not None:
        lines = [re.sub(r"\A[ \t]*>[ \t]?", "", line) for line in lines]
    return textwrap.dedent("\n".join(lines))


def _find_one_line(answer: str) -> str | None:
    match = _ONE_LINE.search(answer)
    if match is None or not _does_something(match[1].strip()):
        return None
    return _finish(match[1].strip())


def _extract_bare(answer: str, is_cut: bool) -> Extraction:
    """Find a script between prose, where no fence says which is which."""
    is_cut = is_cut or len(answer) > LONGEST_BARE
    lines = answer[:LONGEST_BARE].split("\n")
    starts = [number for number, line in enumerate(lines) if _BEGINNING.match(line)]
    for start in starts[:MOST_CUTS]:
        code = _cut_prose("\n".join(lines[start:]))
        if code is not None and _does_something(code):
            return Extraction(_finish(code), blocks=1, is_truncated=is_cut)
    problem = "the answer holds no code: answer with one block of Python"
    return Extraction(None, problem, is_truncated=is_cut)


def _cut_prose(code: str) -> str | None:
    """Cut lines off the end until the rest is valid Python."""
    for _ in range(MOST_CUTS):
        line = _find_error(code)
        if line is None:
            return code
        if line <= 1:
            return None
        code = "\n".join(code.split("\n")[: line - 1])
    return None


def _does_something(code: str) -> bool:
    """Tell Python from prose that happens to be valid, such as a single word."""
    if _find_error(code) is not None:
        return False
    return any(
        (
            isinstance(node.value, ast.Call | ast.Await)
            if isinstance(node, ast.Expr)
            else not isinstance(node, ast.AnnAssign) or node.value is not None
        )
        for node in ast.parse(code).body
    )


def _find_error(code: str) -> int | None:
    """Return the line of the first syntax error, None when there is none."""
    try:
        ast.parse(code)
    except SyntaxError as error:
        return error.lineno or 1
    except (ValueError, RecursionError, MemoryError):
        return 1
    return None


def _finish(code: str) -> str:
    return code.strip("\n").rstrip() + "\n"
