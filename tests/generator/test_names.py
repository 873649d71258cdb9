"""Any text gives a safe name, and every text of a scope its own."""

from __future__ import annotations

import keyword

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hero_generator.names import ClassName
from hero_runtime.document.names import (
    PythonIdentifier,
    assign_identifiers,
    is_safe,
    split_words,
)
from tests.generator.foreign import HOSTILE, text

RESERVED = frozenset({"close", "self", "Any"})
texts = text | st.text(st.sampled_from("aA1_-. é名"), max_size=6)


@pytest.mark.parametrize(
    ("wire", "name"),
    [
        ("book.list", "book_list"),
        ("eth_getBlockByHash", "eth_get_block_by_hash"),
        ("HTTPServer", "http_server"),
        ("sha256Sum", "sha256_sum"),
        ("class", "class_"),
        ("None", "none"),
        ("2nd", "n2_nd"),
        ("", "unnamed"),
        ("   ", "unnamed"),
        ("größe", "grosse"),
        ("__init__", "init"),
        ("it's", "its"),
        ("close", "close_"),
        ("ﬁx", "fix"),
    ],
)
def test_names_read_as_a_person_would_write_them(wire: str, name: str) -> None:
    assert PythonIdentifier.from_wire(wire, reserved=RESERVED) == name


@pytest.mark.parametrize(
    ("wire", "name"),
    [
        ("book", "Book"),
        ("NUM_AS_HEX", "NumAsHex"),
        ("FELT", "FELT"),
        ("list", "List"),
        ("Any", "Any_"),
        ("None", "None_"),
        ("1st", "N1St"),
    ],
)
def test_class_names_are_capitalised(wire: str, name: str) -> None:
    assert ClassName.from_words([wire], reserved=RESERVED) == name


@given(texts)
@example("\u1372")
@example("".join(HOSTILE))
def test_any_text_gives_a_safe_name(wire: str) -> None:
    for name in (
        PythonIdentifier.from_wire(wire, reserved=RESERVED),
        ClassName.from_words([wire, wire], reserved=RESERVED),
    ):
        assert name.isidentifier() and not keyword.iskeyword(name)
        assert is_safe(name) and name not in RESERVED


@given(st.lists(texts, max_size=12))
@example(["a.b", "a_b", "a-b", "a b", "aB", "A.B"])
@example(["", " ", "-", "+", "%", "\0", "💥"])
@example(["x" * 300, "x" * 301, "x" * 302])
def test_every_name_of_a_scope_is_its_own(wires: list[str]) -> None:
    names = assign_identifiers(wires, reserved=RESERVED)
    assert list(names) == sorted(set(wires), key=list(names).index)
    assert names.keys() == set(wires)
    assert len(set(names.values())) == len(names)
    assert all(is_safe(name) and name not in RESERVED for name in names.values())


@given(st.lists(texts, unique=True, min_size=1, max_size=10), st.data())
def test_a_lock_keeps_names_over_any_change(
    wires: list[str], data: st.DataObject
) -> None:
    before = assign_identifiers(wires, reserved=RESERVED)
    kept = data.draw(st.lists(st.sampled_from(wires), unique=True))
    added = data.draw(st.lists(texts, max_size=4))
    after = assign_identifiers([*added, *kept], reserved=RESERVED, locked=before)
    assert {wire: after[wire] for wire in kept} == {wire: before[wire] for wire in kept}


@given(st.lists(texts, unique=True, max_size=8))
def test_the_order_does_not_matter(wires: list[str]) -> None:
    assert assign_identifiers(wires) == assign_identifiers(wires[::-1])


@given(texts)
def test_words_hold_nothing_but_letters_and_digits(wire: str) -> None:
    assert all(
        f"a{word}".isidentifier() and "_" not in word for word in split_words(wire)
    )
