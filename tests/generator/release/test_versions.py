"""Versions are counted up by semantic versioning, and changelogs grow on top."""

from __future__ import annotations

import pytest

from hero_generator.changes import Change, Kind
from hero_generator.release.changelog import put_section, render_section
from hero_generator.release.versions import is_older, next_version

B, C, D = Kind.BREAKING, Kind.COMPATIBLE, Kind.DOCUMENTATION


@pytest.mark.parametrize(
    ("version", "kind", "expected"),
    [
        ("0.1.0", None, "0.1.0"),
        ("0.1.0", B, "0.2.0"),
        ("0.1.4", B, "0.2.0"),
        ("0.1.0", C, "0.1.1"),
        ("0.1.0", D, "0.1.1"),
        ("1.2.3", B, "2.0.0"),
        ("1.2.3", C, "1.3.0"),
        ("1.2.3", D, "1.2.4"),
        ("1", C, "1.1.0"),
        ("1.2.3rc1", D, "1.2.4"),
    ],
)
def test_the_next_version(version: str, kind: Kind | None, expected: str) -> None:
    assert next_version(version, kind) == expected


def test_versions_are_compared_by_number() -> None:
    assert is_older("0.9.0", "0.10.0")
    assert not is_older("1.0", "1.0.0")


def test_a_section_lists_what_breaks_first_and_only_counts_words() -> None:
    changes = [
        Change(B, "x", "a_b", "it is *gone*", "r"),
        Change(C, "x", "c", "it is new", "r"),
        Change(D, "x", "d", "it changed", "r"),
    ]
    assert render_section("1.0.0", changes) == (
        "## 1.0.0\n\n### Breaking\n\n- a\\_b: it is \\*gone\\*\n\n"
        "### Compatible\n\n- c: it is new\n\n"
        "The documentation changed in one place.\n"
    )


def test_a_section_replaces_those_that_were_never_released() -> None:
    text = put_section("", "## 0.1.0\n\nFirst.\n", None)
    assert text == "# Changelog\n\n## 0.1.0\n\nFirst.\n"
    once = put_section(text, "## 0.1.1\n\nMore.\n", "0.1.0")
    again = put_section(once, "## 0.2.0\n\nMuch.\n", "0.1.0")
    assert again == "# Changelog\n\n## 0.2.0\n\nMuch.\n\n## 0.1.0\n\nFirst.\n"
    assert put_section(again, "## 0.2.0\n\nMuch.\n", "0.1.0") == again
    after = put_section(again, "## 0.3.0\n\nMost.\n", "0.2.0")
    assert after.index("0.3.0") < after.index("0.2.0") < after.index("0.1.0")
