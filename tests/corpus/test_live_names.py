"""A client made from a live document has the names of the generated one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from hero_generator.lock import parse_names
from hero_generator.overlay import apply_overlay
from hero_generator.plan.values import Method, Plan
from hero_runtime.dynamic.describe import describe_service
from hero_runtime.dynamic.values import LiveMethod
from tests.corpus.conftest import DOCUMENTS
from tests.corpus.documents import read
from tests.corpus.made import plan_of

ROOT = Path(__file__).parents[2]
GENERATED = sorted(path.parent.name for path in ROOT.glob("specs/*/openrpc.json"))

Facts = dict[str, tuple[Any, ...]]


def facts_of_plan(plan: Plan) -> Facts:
    """Return what a caller and the wire see of each generated method."""
    return {method.wire_name: _facts(method) for method in plan.methods}


def _facts(method: Method) -> tuple[Any, ...]:
    return (
        method.python_name,
        [(p.wire_name, p.python_name, p.required) for p in method.parameters],
        method.by_position,
        method.result is None,
        method.idempotent,
    )


def facts_of_document(document: Mapping[str, Any]) -> Facts:
    """Return the same of each method of a client made from the document."""
    live = describe_service(document, {}, sole_object=False)
    return {one.method.name: _live_facts(one) for one in live.methods}


def _live_facts(described: LiveMethod) -> tuple[Any, ...]:
    method, parameters = described.method, described.parameters
    return (
        described.python_name,
        [
            (name, parameter.python_name, parameter.required)
            for name, parameter in zip(method.parameters, parameters, strict=True)
        ],
        method.by_position,
        method.notification,
        method.idempotent,
    )


def corrected_document(name: str) -> Any:
    """Return a cached document with its overlay, which no live document has."""
    folder = ROOT / "specs" / name
    document = json.loads((folder / "openrpc.json").read_bytes())
    overlay = folder / "overlay.json"
    if not overlay.exists():
        return document
    return apply_overlay(document, json.loads(overlay.read_bytes()), overlay.name)[0]


@pytest.mark.corpus
def test_every_method_of_the_corpus_has_the_names_of_its_generated_client() -> None:
    if not DOCUMENTS:
        pytest.skip("the corpus is not here; name its folder in HERO_CORPUS")
    count = 0
    for name, path in DOCUMENTS.items():
        expected = facts_of_plan(plan_of(name, path))
        assert facts_of_document(read(path)[1].value) == expected, name
        count += len(expected)
    assert count > 2000


@pytest.mark.parametrize("name", GENERATED)
def test_every_method_of_a_service_has_the_names_in_its_lock(name: str) -> None:
    document = corrected_document(name)
    folder = ROOT / "generated" / name / "src" / f"{name}_client"
    locked = parse_names((folder / "artifact.lock.json").read_text("utf-8"))
    for given in ({}, locked):
        live = describe_service(document, given, sole_object=True)
        methods = {one.method.name: str(one.python_name) for one in live.methods}
        parameters = {
            f"methods/{one.method.name}/{wire}": str(parameter.python_name)
            for one in live.methods
            for wire, parameter in zip(
                one.method.parameters, one.parameters, strict=True
            )
        }
        assert methods == locked["methods"]
        assert parameters == locked["parameters"]


def test_all_services_are_compared() -> None:
    assert len(GENERATED) == 7
