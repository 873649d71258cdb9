"""Whatever a checker finds is said on one line, at a place that exists."""

from __future__ import annotations

import random
import re

from hero_runner.gate import Grant, check_script, check_scripts
from tests.runner.gate.test_scripts import RIGHT, WRONG

TOKEN = re.compile(r"\w+|[^\w\s]|\s+")
TEXTS = [s.text for s in (*RIGHT, *WRONG) if s.services == ("hero_books",)]


def mutate(random_: random.Random) -> str:
    """Return a script in which one to three words stand where others stood."""
    words = [word for text in TEXTS for word in TOKEN.findall(text) if word.strip()]
    found = TOKEN.findall(random_.choice(TEXTS))
    for _ in range(random_.randint(1, 3)):
        place = random_.randrange(len(found))
        if found[place].strip():
            found[place] = random_.choice([*words, "é", "'ü'", "None"])
    return "".join(found)


def test_any_script_gives_findings_of_the_right_form(books: list[Grant]) -> None:
    random_ = random.Random(5)
    sources = {str(number): mutate(random_) for number in range(80)}
    reports = check_scripts(sources, books)
    findings = [(n, item) for n, report in reports.items() for item in report.findings]
    assert len({item.code for _, item in findings}) > 10
    for name, item in findings:
        lines = sources[name].split("\n")
        assert 1 <= item.line <= len(lines)
        assert 1 <= item.column <= len(lines[item.line - 1]) + 1
        assert item.message.isprintable()
        assert item.hint.isprintable()


def test_columns_are_characters(books: list[Grant]) -> None:
    text = "from hero_books_client import NewBook\n\nprint('äöü€😀', NewBook.x)\n"
    (found,) = check_script(text, books).findings
    assert (found.line, found.column) == (3, text.split("\n")[2].index("NewBook") + 1)
    assert "NewBook has no field x" in found.message
