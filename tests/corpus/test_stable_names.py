"""Removing or adding a method or property elsewhere renames nothing."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hero_generator.manifest import build_service
from hero_generator.parse import Document
from hero_generator.plan import build_plan
from tests.corpus.conftest import DOCUMENTS
from tests.corpus.documents import read

pytestmark = pytest.mark.corpus

EDITS = 2
"""Edits tried on each document."""

Names = dict[str, dict[str, str]]


def names_of(document: Document, locked: Names) -> Names:
    """Return every name that a document gets."""
    return build_plan(document, build_service("service"), locked)[0].names


def edited(value: dict[str, Any], seed: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield copies of a document in which one thing is missing."""
    chance = random.Random(seed)
    for _ in range(EDITS):
        changed = copy.deepcopy(value)
        methods = changed["methods"]
        removed = methods.pop(chance.randrange(len(methods))) if methods else {}
        yield f"without method {removed.get('name')}", changed
        changed = copy.deepcopy(value)
        objects = list(objects_of(changed))
        if objects:
            properties = chance.choice(objects)
            key = chance.choice(sorted(properties))
            del properties[key]
            yield f"without property {key}", changed


def objects_of(value: Any) -> Iterator[dict[str, Any]]:
    """Yield the `properties` of every schema that has several."""
    if isinstance(value, dict):
        found = value.get("properties")
        if isinstance(found, dict) and len(found) > 1:
            yield found
        for item in value.values():
            yield from objects_of(item)
    elif isinstance(value, list):
        for item in value:
            yield from objects_of(item)


def moved(before: Names, after: Names) -> list[str]:
    """Return the places whose name changed."""
    return [
        f"{place}: {before[scope][place]} became {name}"
        for scope, entries in after.items()
        for place, name in entries.items()
        if before[scope].get(place, name) != name
    ]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_an_edit_elsewhere_moves_no_name(name: str) -> None:
    document = read(DOCUMENTS[name])[1]
    before = names_of(document, {})
    for what, value in edited(document.value, seed=len(name)):
        other = Document(document.file, value, document.siblings)
        assert moved(before, names_of(other, before)) == [], what
        # Back again with the lock of the smaller document: nothing is renamed either.
        smaller = names_of(other, before)
        assert moved(smaller, names_of(document, smaller)) == [], what


def test_names_survive_without_a_lock_too() -> None:
    """Only names that collide may move when there is no lock to remember them."""
    total = 0
    for name, path in DOCUMENTS.items():
        document = read(path)[1]
        before = names_of(document, {})
        for what, value in edited(document.value, seed=len(name)):
            after = names_of(Document(document.file, value, document.siblings), {})
            changes = [c for c in moved(before, after) if not c.startswith("errors")]
            total += len(changes)
            assert len(changes) <= 3, (name, what, json.dumps(changes[:5]))
    assert total < 20


def test_the_corpus_was_found() -> None:
    if not DOCUMENTS:
        pytest.skip("the corpus is not here; name its folder in HERO_CORPUS")
    assert all(Path(path).is_file() for path in DOCUMENTS.values())
