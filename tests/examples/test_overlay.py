"""The overlay of hero_aibroker makes `ai.chat` flat, as its server wants it."""

import copy
from typing import Any

import jsonpath
import pytest

from .schema_check import meta_schema_problems, read_document, read_json, value_problems
from .service_process import SPECS


@pytest.fixture
def overlay() -> Any:
    return read_json(SPECS / "hero_aibroker" / "overlay.json")


@pytest.fixture
def corrected(overlay: Any) -> Any:
    document = read_document("hero_aibroker")
    for action in overlay["actions"]:
        apply_action(document, action)
    return document


def apply_action(document: Any, action: Any) -> None:
    """Apply one action (OpenAPI Overlay 1.0.0, section 4.4.3) in place."""
    matches = list(jsonpath.finditer(action["target"], document))
    assert len(matches) == 1, action["target"]
    assert matches[0].parent is not None
    parent: Any = matches[0].parent.obj
    key = matches[0].parts[-1]
    if action.get("remove"):
        del parent[key]
    else:
        merge(parent[key], action["update"])


def merge(node: Any, update: Any) -> None:
    """Merge an update into an object: lists are joined, other values replaced."""
    for key, value in update.items():
        if isinstance(node.get(key), list):
            node[key] += copy.deepcopy(value)
        else:
            node[key] = copy.deepcopy(value)


def find_method(document: Any, name: str) -> Any:
    return next(item for item in document["methods"] if item["name"] == name)


def test_form(overlay: Any) -> None:
    assert overlay["overlay"] == "1.0.0"
    assert set(overlay["info"]) == {"title", "version"}
    for action in overlay["actions"]:
        assert ("update" in action) != (action.get("remove") is True)
        assert "https://" in action["description"]


def test_original_nests_the_request() -> None:
    chat = find_method(read_document("hero_aibroker"), "ai.chat")
    assert [item["name"] for item in chat["params"]] == ["request"]


def test_corrected_is_flat(corrected: Any) -> None:
    original = read_document("hero_aibroker")
    fields = original["components"]["schemas"]["ChatRequest"]["properties"]
    chat = find_method(corrected, "ai.chat")
    assert chat["paramStructure"] == "by-name"
    assert [item["name"] for item in chat["params"]] == list(fields)
    required = [item["name"] for item in chat["params"] if item["required"]]
    assert required == ["model", "messages"]
    for item in chat["params"]:
        assert {**item["schema"], "description": item["description"]} == fields[
            item["name"]
        ]


def test_corrected_is_valid(corrected: Any) -> None:
    assert meta_schema_problems(corrected) == []
    assert "ChatRequest" not in corrected["components"]["schemas"]
    assert "ChatRequest" not in str(corrected["methods"])


def test_example_is_flat_too(corrected: Any) -> None:
    chat = find_method(corrected, "ai.chat")
    schemas = {item["name"]: item["schema"] for item in chat["params"]}
    given = {i["name"]: i["value"] for i in chat["examples"][0]["params"]}
    assert {"model", "messages"} <= set(given)
    for name, value in given.items():
        assert value_problems(corrected, schemas[name], value) == []


def test_nothing_else_is_changed(corrected: Any) -> None:
    original = read_document("hero_aibroker")
    del original["components"]["schemas"]["ChatRequest"]
    for document in (original, corrected):
        chat = find_method(document, "ai.chat")
        del chat["params"], chat["examples"]
    assert corrected == original
