"""What is no script at all: refused within bounds, without harm to who asks."""

from __future__ import annotations

import resource

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hero_runner.gate import Finding, Grant, check_script
from hero_runner.gate.source import MAXIMUM_BYTES, MAXIMUM_DEPTH, Script, parse_script

DEEP = {
    "brackets": "[" * 150 + "]" * 150,
    "more brackets than Python takes": "(" * 30_000 + ")" * 30_000,
    "unary": "x = " + "-" * 60_000 + "1",
    "not": "x = " + "not " * 15_000 + "1",
    "sum": "x = " + "+".join("1" * 30_000),
    "attributes": "x" + ".y" * 30_000,
    "calls": "x" + "()" * 30_000,
    "subscripts": "x" + "[0]" * 20_000,
    "lambdas": "x = " + "lambda:" * 9_000 + "1",
    "conditions": "x = " + "1 if 1 else " * 5_000 + "1",
    "power": "x = " + "1**" * 20_000 + "1",
    "elif": "if x: pass\n" + "elif x: pass\n" * 4_000,
    "blocks": "".join(" " * n + "if x:\n" for n in range(99)) + " " * 99 + "pass",
    "union": "x: " + "|".join(["int"] * 15_000),
    "format": "x = " + "f'{" * 3 + "-" * 5000 + "1" + "}'" * 3,
}


@pytest.mark.parametrize("text", DEEP.values(), ids=DEEP)
def test_deep_nesting_is_refused(text: str, books: list[Grant]) -> None:
    assert len(text) <= MAXIMUM_BYTES
    report = check_script(text, books)
    assert {finding.code for finding in report.findings} <= {"too-deep", "syntax"}
    assert len(report.findings) == 1
    assert report.checker == ""


def test_depth_below_the_bound_passes() -> None:
    # The module, the assignment and the number are levels as well.
    depth = MAXIMUM_DEPTH - 4
    assert isinstance(parse_script("x = " + "-" * depth + "1"), Script)
    found = parse_script("y = 1\nx = " + "-" * (depth + 3) + "1")
    assert isinstance(found, Finding)
    assert (found.code, found.line) == ("too-deep", 2)


@pytest.mark.parametrize("kind", [str, bytes])
def test_ten_megabytes_are_refused_before_they_are_read(kind: type) -> None:
    source = "x = 1\n" * 1_700_000 if kind is str else b"x = 1\n" * 1_700_000
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    report = check_script(source, [])
    assert [finding.code for finding in report.findings] == ["too-large"]
    assert str(len(source)) in report.findings[0].message
    # It was not parsed: that takes a gigabyte.
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000


def test_the_bound_is_one_of_bytes() -> None:
    text = "# " + "é" * (MAXIMUM_BYTES // 2)
    found = parse_script(text)
    assert isinstance(found, Finding)
    assert found.code == "too-large"
    assert isinstance(parse_script("#" * MAXIMUM_BYTES), Script)


REFUSED: dict[str, tuple[str | bytes, str, int, int]] = {
    "NUL": ("x = 1\nprint('a\0b')", "control-character", 2, 9),
    "NUL in bytes": (b"\0", "control-character", 1, 1),
    "escape": ("x = '\x1b]52;c;aGk=\x07'", "control-character", 1, 6),
    "lone return": ("x = 1 # \rimport os", "control-character", 1, 9),
    "form feed": ("x = 1\n\x0cy = 2", "control-character", 2, 1),
    "turned text": ("access = 'user\u202e' # \u2066", "control-character", 1, 15),
    "byte order mark": ("\ufeffx = 1", "control-character", 1, 1),
    "latin": ("x = 'caf\u00e9'".encode("latin-1"), "not-text", 1, 1),
    "UTF-16": ("x = 1\n" * 3, "not-text", 1, 1),
    "surrogate": ("x = 1\ny = '\ud800'", "not-text", 2, 1),
    "coding": ("#!/usr/bin/python\n# -*- coding: utf-7 -*-", "not-text", 2, 1),
    "coding in bytes": (b"# coding=rot13\nvzcbeg bf", "not-text", 1, 1),
    "syntax": ("for x in [1]\n    print(x)", "syntax", 1, 0),
    "indentation": ("if 1:\nprint(1)", "syntax", 2, 0),
    "tabs": ("if 1:\n\tx = 1\n        y = 2", "syntax", 3, 0),
    "prose": ("Here is the script:\n```python\nprint(1)", "syntax", 1, 0),
    "digits": ("x = " + "9" * 5_000, "syntax", 1, 0),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_script_is_refused(name: str) -> None:
    source, code, line, column = REFUSED[name]
    if name == "UTF-16":
        source = str(source).encode("utf-16")
    report = check_script(source, [])
    found = report.findings[0]
    assert (found.code, found.line) == (code, line), found
    # Versions of Python differ in which character breaks the syntax.
    assert found.column == column or code == "syntax", found
    assert found.message.isprintable()
    assert found.hint.isprintable()
    assert found.hint
    assert report.checker == ""


@pytest.mark.parametrize(
    "text",
    ["", "\n", "# coding: utf-8\nx = 1", "x = 1\r\ny = 2\r\n", "x = '\\x00'", "é = 1"],
)
def test_ordinary_text_passes(text: str) -> None:
    assert isinstance(parse_script(text), Script)


def test_an_escape_that_is_none_says_nothing(recwarn: pytest.WarningsRecorder) -> None:
    assert isinstance(parse_script("x = '\\d'"), Script)
    assert list(recwarn) == []


@given(st.one_of(st.text(max_size=300), st.binary(max_size=300)))
def test_any_input_is_a_script_or_a_finding(source: str | bytes) -> None:
    found = parse_script(source)
    if isinstance(found, Finding):
        assert found.line >= 1
        assert found.column >= 1
        assert found.message
