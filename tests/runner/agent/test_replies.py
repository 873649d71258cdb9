"""Answers are read as they come, and none makes a stage fail."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hero_runner.agent.replies import (
    NoScript,
    Question,
    Refusal,
    Script,
    Selection,
    Verdict,
    parse_draft,
    parse_selection,
    parse_verdict,
)

KNOWN = ("hero_books", "hero_proc")

SELECTIONS = {
    '["hero_books"]': Selection(("hero_books",)),
    'Sure!\n```json\n["hero_proc", "hero_books"]\n```': Selection(KNOWN),
    '["hero_nothing"]\nno such thing': Selection((), "no such thing"),
    "[]\n\nNothing here sends mail.": Selection((), "Nothing here sends mail."),
    "- hero_books\n": Selection(("hero_books",)),
    "I would use hero_proc for this.": Selection(("hero_proc",)),
    "[1, {}, null]": Selection((), ""),
    "": Selection((), ""),
}


@pytest.mark.parametrize("text", SELECTIONS)
def test_selection(text: str) -> None:
    assert parse_selection(text, KNOWN) == SELECTIONS[text]


DRAFTS = {
    "```python\nprint(1)\n```": Script("print(1)\n"),
    "ASK: When?": Question("When?"),
    "**ASK**: When?": Question("When?"),
    "CANNOT: no mail": Refusal("no mail"),
    # In a script, these words are text of the script.
    "```python\n# ASK: nobody\nprint(1)\n```": Script("# ASK: nobody\nprint(1)\n"),
}


@pytest.mark.parametrize("text", DRAFTS)
def test_draft(text: str) -> None:
    assert parse_draft(text, is_truncated=False) == DRAFTS[text]


def test_a_draft_that_is_cut_says_so() -> None:
    draft = parse_draft("```python\nprint(1)\n", is_truncated=True)
    assert isinstance(draft, Script) and draft.is_cut


def test_a_draft_without_anything_says_what_is_missing() -> None:
    draft = parse_draft("I am sorry.", is_truncated=False)
    assert isinstance(draft, NoScript) and draft.problem


VERDICTS = {
    "DONE: stored.": Verdict(True, "stored."),
    "**done:** stored.": Verdict(True, "stored."),
    "NOT DONE: it was full.": Verdict(False, "it was full."),
    "Stored.": Verdict(True, "Stored."),
}


@pytest.mark.parametrize("text", VERDICTS)
def test_verdict(text: str) -> None:
    assert parse_verdict(text) == VERDICTS[text]


@given(st.text())
def test_no_answer_is_a_fault(text: str) -> None:
    assert set(parse_selection(text, KNOWN).services) <= set(KNOWN)
    parse_draft(text, is_truncated=False)
    parse_verdict(text)
