"""A service is summed up in one short line, whatever its document says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.tokens import OTHER_ENCODING, count_tokens
from hero_generator.plan.summaries import MAXIMUM_TOKENS, build_summary
from tests.generator.artifacts import files_of, make
from tests.generator.documents import document, method

PETS = [{"name": name} for name in ("list_pets", "create_pet", "get_pet")]


def tagged(*tags: str) -> list[dict[str, object]]:
    """Return methods, two for each tag."""
    names = [(tag, f"m{i}{half}") for i, tag in enumerate(tags) for half in "ab"]
    return [{"name": name, "tags": [{"name": tag}]} for tag, name in names]


SUMMARIES: dict[str, tuple[dict[str, str], Sequence[Mapping[str, Any]], str]] = {
    "description": (
        {"title": "Pets", "description": "Keeps cats, dogs, fish and birds. More."},
        PETS,
        "Keeps cats, dogs, fish and birds.",
    ),
    "title and methods": (
        {"title": "Petstore"},
        PETS,
        "Petstore: list pets, create pet, get pet",
    ),
    "boilerplate": (
        {"title": "X API", "description": "An OpenRPC specification for pets."},
        PETS,
        "Pets: list pets, create pet, get pet",
    ),
    "tags": ({"title": "Shop API"}, tagged("Orders", "Stock"), "Shop: Orders, Stock"),
    "marks are no tags": (
        {"title": "Shop"},
        tagged("deprecated", "rpc-only", "property:x"),
        "Shop: 0 a, 0 b, 1 a, 1 b, 2 a, 2 b",
    ),
    "namespaces": (
        {"title": "Node"},
        [{"name": n} for n in ("p2p.a", "p2p.b", "tx.a", "tx.b", "tx.c")],
        "Node: tx, p2p",
    ),
    "no title": ({}, PETS, "list pets, create pet, get pet"),
    "nothing": ({}, [], "no methods"),
}


@pytest.mark.parametrize("case", SUMMARIES)
def test_a_summary_is_made_by_rule(case: str) -> None:
    info, methods, expected = SUMMARIES[case]
    assert build_summary("s", info, methods) == expected


def test_the_manifest_overrides_the_rule() -> None:
    files = files_of(make(document(method("a")), summary="Ours."))
    (stub,) = [t for p, t in files.items() if p.endswith("/interface.pyi")]
    assert "# SUMMARY: Ours.\n" in stub


WORDS = st.lists(st.from_regex(r"[a-z]{1,20}|[A-Z][a-zA-Z]{0,12}", fullmatch=True))


@given(title=WORDS, description=WORDS, methods=st.lists(WORDS))
def test_a_summary_is_short(
    title: list[str], description: list[str], methods: list[list[str]]
) -> None:
    info = {"title": " ".join(title), "description": " ".join(description)}
    named = [{"name": "_".join(words)} for words in methods if words]
    summary = build_summary("some_service", info, named)
    assert "\n" not in summary
    # Letters at random are more tokens than any text of a document.
    entry = f"# SERVICE: some_service\n# SUMMARY: {summary}\n"
    assert count_tokens([entry])[0] <= 2 * MAXIMUM_TOKENS


@pytest.mark.parametrize("encoding", ["o200k_base", OTHER_ENCODING])
def test_prose_fits_the_catalog(encoding: str) -> None:
    sentence = "Stores the measurements of every weather station and forecasts " * 9
    summary = build_summary("weather_service", {"description": sentence}, PETS)
    entry = f"# SERVICE: weather_service\n# SUMMARY: {summary}\n"
    (count,) = count_tokens([entry], encoding)
    assert 25 < count <= MAXIMUM_TOKENS
