"""Read what language models answer: a choice, a script, a question, a verdict."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from hero_runner.language_models.extraction import extract_script

_LONGEST_LINE: Final = 2000
_ARRAY: Final = re.compile(r"\[[^\[\]]{0,4000}\]")
# The word in any case, perhaps emphasised, at the start of a line.
_MARKED: Final = re.compile(
    r"^[\s>*_`]{0,8}(ASK|CANNOT)\b[*_`]{0,3}\s*:[\s*_`]{0,8}(.+)", re.M
)
_VERDICT: Final = re.compile(
    r"^[\s*_]{0,8}(NOT DONE|DONE)[*_]{0,3}\s*:[\s*_]{0,8}", re.I
)


@dataclass(frozen=True, slots=True)
class Selection:
    """The services that were chosen, and why none was."""

    services: tuple[str, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Script:
    """A script, as it was answered."""

    source: str
    is_cut: bool = False
    """Whether the answer ended before the script did."""


@dataclass(frozen=True, slots=True)
class Question:
    """A fact is missing that the user may know."""

    text: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """The services cannot do it."""

    reason: str


@dataclass(frozen=True, slots=True)
class NoScript:
    """Neither a script nor a reason why there is none."""

    problem: str
    """What to tell the language model."""


Draft = Script | Question | Refusal | NoScript


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the task was done, and what to tell the user."""

    is_done: bool
    text: str


def parse_selection(text: str, known: Iterable[str]) -> Selection:
    """Return the known services that an answer names, in the order of the known."""
    names = list(known)
    match = _ARRAY.search(text)
    chosen = _parse_array(match[0]) if match else None
    if chosen is None:
        # Some models write a list, or a sentence.
        chosen = {name for name in names if re.search(rf"\b{re.escape(name)}\b", text)}
    found = tuple(name for name in names if name in chosen)
    rest = text[match.end() :] if match else text
    return Selection(found, "" if found else _first_line(rest))


def parse_draft(text: str, is_truncated: bool) -> Draft:
    """Return the script in an answer, or what is there instead of one."""
    extraction = extract_script(text)
    marked = _MARKED.search(text)
    if marked and (extraction.script is None or marked.start() == 0):
        line = marked[2].strip()[:_LONGEST_LINE]
        return Question(line) if marked[1] == "ASK" else Refusal(line)
    if extraction.script is None:
        return NoScript(extraction.problem or "the answer holds no script")
    return Script(extraction.script, is_truncated or extraction.is_truncated)


def parse_verdict(text: str) -> Verdict:
    """Return what a summary says; one without a verdict is taken for done."""
    match = _VERDICT.match(text)
    is_done = match is None or match[1].upper() == "DONE"
    return Verdict(is_done, text[match.end() if match else 0 :].strip())


def _parse_array(text: str) -> set[str] | None:
    try:
        values = json.loads(text)
    except ValueError:
        return None
    return {value for value in values if isinstance(value, str)}


def _first_line(text: str) -> str:
    lines = (line.strip(" \t`") for line in text.splitlines())
    return next((line for line in lines if line), "")[:_LONGEST_LINE]
