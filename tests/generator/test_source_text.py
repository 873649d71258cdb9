"""Text of a stranger stays text in Python, TOML, Markdown and on a terminal."""

from __future__ import annotations

import ast
import re
import tomllib
from typing import Any

import black
from hero_generator.annotations import literal
from hero_generator.diagnostics import MAXIMUM_TEXT, error, shown
from hero_generator.source_text import comment, docstring, markdown, toml_string
from hero_runtime.document.texts import MAXIMUM_DESCRIPTION, clean, first_sentence
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.generator.artifacts import MODE
from tests.generator.foreign import HOSTILE, json_values, text

PLACES = {0: "x = 1\n", 4: "def f():\n    ", 8: "class A:\n    def f():\n        "}
"""Source in front of a docstring, by its indentation."""

_lines = st.lists(
    st.sampled_from([*HOSTILE, " ", "    ", "\n", "- ", "long" * 20, "漢字"]),
    max_size=50,
).map("".join)
texts = text | _lines


def is_one_printable_line(value: str) -> bool:
    """Tell whether text can neither break a line nor change how it is read."""
    return value.isprintable() and value.encode("utf-8", "ignore").decode() == value


@given(texts, st.sampled_from(sorted(PLACES)))
@example('"', 4)
@example('"""', 4)
@example("\\", 4)
@example("a\n  b\n    c", 4)
@settings(max_examples=400)
def test_a_docstring_holds_its_words_in_blacks_form(value: str, indent: int) -> None:
    cleaned = clean(value)
    written = docstring(cleaned, indent)
    read = ast.literal_eval(written)
    assert read.split() == (cleaned or "No description.").split()
    module = f"{PLACES[indent]}{written}\n"
    assert black.format_str(module, mode=MODE) == module


@given(texts)
def test_a_docstring_of_any_text_is_one_literal(value: str) -> None:
    (statement,) = ast.parse(docstring(value, 0)).body
    assert isinstance(statement, ast.Expr)
    assert isinstance(statement.value, ast.Constant)
    assert isinstance(statement.value.value, str)


@given(json_values)
@example(1e16)
@example(-0.0)
@example("\ud800")
@settings(max_examples=400)
def test_a_literal_is_its_value_in_blacks_form(value: Any) -> None:
    written = literal(value)
    assert written.isascii()
    read = ast.literal_eval(written)
    assert repr(read) == repr(value)
    assert black.format_str(f"x = {written}\n", mode=MODE).startswith("x = ")
    if len(written) < 80:
        assert black.format_str(f"x = {written}\n", mode=MODE) == f"x = {written}\n"


@given(texts)
@example("\x7f\x80\ud800")
def test_a_toml_string_is_its_words(value: str) -> None:
    written = toml_string(value)
    assert is_one_printable_line(written)
    assert tomllib.loads(f"x = {written}\ny = 1") == {"x": comment(value), "y": 1}


@given(texts)
def test_a_comment_stays_on_its_line(value: str) -> None:
    written = comment(value)
    assert is_one_printable_line(written)
    module = ast.parse(f"x = 1  # {written}\n")
    assert ast.dump(module) == ast.dump(ast.parse("x = 1"))


@given(texts)
def test_markdown_has_no_markup_left(value: str) -> None:
    written = markdown(value)
    assert is_one_printable_line(written)
    assert re.sub(r"\\(.)", r"\1", written) == comment(value)
    assert not re.search(r"(?<!\\)(\\\\)*[`*_<>\[\]|#!]", written)


@given(texts)
@example("x" * 10_000)
def test_text_from_a_document_is_bounded_and_printable(value: str) -> None:
    cleaned = clean(value)
    assert len(cleaned) <= MAXIMUM_DESCRIPTION + 2
    assert all(map(is_one_printable_line, cleaned.split("\n")))
    assert is_one_printable_line(first_sentence(cleaned))
    assert clean(cleaned) == cleaned or len(value) > MAXIMUM_DESCRIPTION


@given(texts, texts)
@example("x" * 10_000, "\x1b[31m")
def test_a_diagnostic_is_two_printable_lines(message: str, place: str) -> None:
    lines = str(error("code", place, place, message, "Do it.")).split("\n")
    assert len(lines) == 2
    assert all(map(is_one_printable_line, lines))
    assert len(shown(message)) <= 10 * MAXIMUM_TEXT + 1
