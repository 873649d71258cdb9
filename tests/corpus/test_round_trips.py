"""Every example of the corpus is parsed and written back without loss.

Where an example contradicts its own schema, JSON Schema itself is asked; those are kept
in `contradictions.txt`, so that a new one is seen. `pytest --update-golden` rewrites it.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hero_runtime.codec import Codec
from hero_runtime.errors import ParameterError, ResultError
from tests.corpus.conftest import DOCUMENTS, Results
from tests.corpus.documents import read
from tests.corpus.examples import Example, Examples
from tests.corpus.made import Made

pytestmark = pytest.mark.corpus

CONTRADICTIONS = Path(__file__).with_name("contradictions.txt")


def round_trips(codec: Codec, example: Example) -> bool:
    """Tell whether a value comes back as exactly the JSON it was."""
    try:
        if example.slot:
            back = codec.encode(example.method, {example.slot: example.value})
            return same(back[example.slot], example.value)
        value = codec.decode(example.method, example.value)
    except (ParameterError, ResultError):
        return False
    adapter = codec._results[example.method]
    back = adapter.dump_python(value, mode="json", by_alias=True, exclude_unset=True)
    return same(back, example.value)


def same(first: object, second: object) -> bool:
    """Compare JSON values: 1 and 1.0 are one number, 1 and true are not."""
    if isinstance(first, dict) and isinstance(second, dict):
        return first.keys() == second.keys() and all(
            same(first[key], second[key]) for key in first
        )
    if isinstance(first, list) and isinstance(second, list):
        return len(first) == len(second) and all(map(same, first, second))
    return isinstance(first, bool) == isinstance(second, bool) and first == second


def test_examples_round_trip(
    made: dict[str, Made],
    folder: Path,
    results: Results,
    pytestconfig: pytest.Config,
) -> None:
    assert folder.is_dir()
    lost: list[str] = []
    contradictions: list[str] = []
    for name, path in DOCUMENTS.items():
        examples = Examples(read(path)[1])
        codec = Codec(made[name].package)
        passed = failed = 0
        for example in examples:
            place = f"{name} {example.method} {example.slot or '(result)'}"
            if round_trips(codec, example):
                passed += 1
            elif examples.contradicts(example):
                failed += 1
                contradictions.append(place)
            else:
                failed += 1
                lost.append(f"{place}: {json.dumps(example.value)[:200]}")
        results.round_trips[name] = (passed, failed)
    assert lost == []
    found = "".join(f"{line}\n" for line in sorted(set(contradictions)))
    if pytestconfig.getoption("--update-golden"):
        CONTRADICTIONS.write_text(found, "utf-8")
    assert found == CONTRADICTIONS.read_text("utf-8")
    assert sum(passed for passed, _ in results.round_trips.values()) > 1800
