"""What a script wrote is kept within bounds and safe to print."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hero_runner.sandbox import Limits, neutralise
from hero_runner.sandbox.capture import Tape

import pytest


@given(st.lists(st.binary(max_size=50), max_size=30), st.integers(2, 60))
def test_a_tape_keeps_both_ends(chunks: list[bytes], kept: int) -> None:
    tape = Tape(kept)
    for chunk in chunks:
        tape.add(chunk)
    whole = b"".join(chunks)
    stream = tape.stream()
    assert stream.size == len(whole)
    if len(whole) <= kept // 2 * 2:
        assert (stream.text, stream.truncated) == (
            whole.decode("utf-8", "replace"),
            False,
        )
        return
    half = kept // 2
    left_out = len(whole) - 2 * half
    start = whole[:half].decode("utf-8", "replace")
    end = whole[-half:].decode("utf-8", "replace")
    assert stream.text == f"{start}\n[... {left_out} bytes left out ...]\n{end}"
    assert stream.truncated


@given(st.text())
def test_nothing_is_left_that_a_terminal_acts_on(text: str) -> None:
    shown = neutralise(text)
    assert all(one in "\t\n" or ord(one) >= 0x20 for one in shown)
    assert not any(0x7F <= ord(one) <= 0x9F for one in shown)
    shown.encode("utf-8")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain\ttext\n\u00e9\u4e2d", "plain\ttext\n\u00e9\u4e2d"),
        ("\x1b]52;c;AAAA\x07", "\\x1b]52;c;AAAA\\x07"),
        ("\x9b2J\r", "\\x9b2J\\x0d"),
        ("\u202eabc\u2066", "\\u202eabc\\u2066"),
        ("\U000e0041", "\\U000e0041"),
    ],
)
def test_what_is_not_shown_is_spelled(text: str, shown: str) -> None:
    assert neutralise(text) == shown


@pytest.mark.parametrize("name", ["wall_seconds", "memory_bytes", "threads"])
def test_a_limit_is_above_zero(name: str) -> None:
    with pytest.raises(ValueError, match=name):
        Limits(**{name: 0})
