"""A bad document is refused with what is wrong, where and what to do.

All bad documents stand in one project, each with a package from before: they are
reported together, and no package changes.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest

from tests.generator.documents import STRING, document, method, param
from tests.generator.project import Finished, Project

GOOD = document(method("say", param("text", STRING)))
DEEP = 100_000


def nested(depth: int) -> dict[str, Any]:
    """Return a schema with as many schemas inside each other."""
    schema: dict[str, Any] = {"type": "string"}
    for _ in range(depth):
        schema = {"type": "array", "items": schema}
    return schema


def overlay(*actions: object, version: str = "1.0.0") -> bytes:
    """Return an overlay."""
    return json.dumps({"overlay": version, "actions": actions}).encode()


NAN = json.dumps(document(method("a", param("x", {"default": float("nan")})))).encode()
UNEQUAL = document(method("a"), method("b"), method("a", param("x", STRING)))

# Name of the service to document, code and place of the diagnostic.
REFUSED: dict[str, tuple[Any, str, str]] = {
    "empty": (b"", "not-json", "openrpc.json"),
    "not_json": (b'{"openrpc": ', "not-json", "openrpc.json"),
    "not_utf_8": (b'{"openrpc": "\xff"}', "not-json", "openrpc.json"),
    "not_a_number": (NAN, "not-json", "openrpc.json"),
    "half_a_pair": (b'{"openrpc": "\\ud83d"}', "not-json", "openrpc.json"),
    "deep": (b"[" * DEEP + b"]" * DEEP, "not-json", "openrpc.json"),
    "huge": (b" " * (33 * 2**20), "too-large", "openrpc.json"),
    "a_list": (b"[]", "not-openrpc", "openrpc.json#/openrpc"),
    "null": (b"null", "not-openrpc", "openrpc.json#/openrpc"),
    "a_string": (b'"openrpc"', "not-openrpc", "openrpc.json#/openrpc"),
    "no_version": ({"methods": []}, "not-openrpc", "openrpc.json#/openrpc"),
    "no_methods": ({"openrpc": "1.3.2"}, "no-methods", "openrpc.json#/methods"),
    "methods_map": (document() | {"methods": {}}, "no-methods", "#/methods"),
    "nameless": (document(method("a"), {"params": []}), "method-form", "#/methods/1"),
    "numbered": (document({"name": 5}), "method-form", "#/methods/0"),
    "a_word": (document("method"), "method-form", "#/methods/0"),
    "two_of_one_name": (UNEQUAL, "duplicate-method", "openrpc.json#/methods/2"),
}
OVERLAYS: dict[str, tuple[bytes, str, str]] = {
    "overlay_text": (b"{", "not-json", "overlay.json"),
    "overlay_list": (b"[]", "overlay-form", "overlay.json#/overlay"),
    "overlay_version": (overlay(version="2"), "overlay-form", "overlay.json#/overlay"),
    "overlay_idle": (overlay(), "overlay-form", "overlay.json#/actions"),
    "overlay_action": (overlay({"update": 1}), "overlay-action", "#/actions/0"),
    "overlay_path": (
        overlay({"target": "$[", "remove": True}),
        "overlay-target",
        "overlay.json#/actions/0",
    ),
    "overlay_stale": (
        overlay({"target": "$.gone", "remove": True}),
        "overlay-unmatched",
        "overlay.json#/actions/0",
    ),
    "overlay_fatal": (
        overlay({"target": "$", "remove": True}),
        "not-openrpc",
        "openrpc.json#/openrpc",
    ),
}
EXPECTED = {name: (code, place) for name, (_, code, place) in REFUSED.items()} | {
    name: (code, place) for name, (_, code, place) in OVERLAYS.items()
}
EXPECTED |= {
    "missing": ("unreadable", "missing/openrpc.json"),
    "folder": ("unreadable", "folder/openrpc.json"),
}


@dataclass(frozen=True, slots=True)
class Runs:
    """Hold what the command said about the bad documents."""

    project: Project
    before: dict[str, bytes]
    shown: Finished
    as_json: Finished


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Runs:
    """Generate from good documents, break them and generate again."""
    project = Project(tmp_path_factory.mktemp("project"))
    project.write_all(dict.fromkeys([*EXPECTED, "good"], GOOD))
    done = project.generate()
    assert done.code == 0, done.stderr
    for name, (content, _, _) in REFUSED.items():
        project.write(name, content)
    for name, (text, _, _) in OVERLAYS.items():
        (project.specs / name / "overlay.json").write_bytes(text)
    for name in ("missing", "folder"):
        (project.specs / name / "openrpc.json").unlink()
    (project.specs / "folder/openrpc.json").mkdir()
    before = project.tree()
    return Runs(project, before, project.generate(), project.generate("--json"))


@pytest.mark.parametrize("name", EXPECTED)
def test_a_bad_document_is_refused(name: str, runs: Runs) -> None:
    code, place = EXPECTED[name]
    found = runs.as_json.report[name]
    assert found["status"] == "refused"
    (diagnostic,) = found["diagnostics"]
    assert diagnostic["code"] == code
    assert diagnostic["severity"] == "error"
    shown = f"{diagnostic['file']}#{diagnostic['pointer']}".rstrip("#")
    assert shown.endswith(place)
    assert diagnostic["message"]
    assert diagnostic["hint"].endswith(".")


@pytest.mark.parametrize("name", EXPECTED)
def test_what_is_shown_is_what_json_holds(name: str, runs: Runs) -> None:
    (diagnostic,) = runs.as_json.report[name]["diagnostics"]
    lines = runs.shown.stderr.splitlines()
    (number,) = [i for i, line in enumerate(lines) if line.startswith(f"{name}: error")]
    place = f"{diagnostic['file']}#{diagnostic['pointer']}".rstrip("#")
    assert f"[{diagnostic['code']}] {place}: " in lines[number]
    assert lines[number + 1] == f"  {diagnostic['hint']}"


def test_a_refusal_ends_with_1_and_changes_nothing(runs: Runs) -> None:
    assert runs.shown.code == runs.as_json.code == 1
    assert f"1 unchanged, {len(EXPECTED)} refused" in runs.shown.stderr
    assert runs.project.tree() == runs.before


def test_check_refuses_as_well(runs: Runs) -> None:
    done = runs.project.run("check", "--json")
    assert done.code == 1
    assert done.report == runs.as_json.report


DUPLICATE_KEYS = b'{"openrpc": "1.3.2", "info": {"title": "a", "title": "b", '
DUPLICATE_KEYS += b'"version": "1"}, "methods": []}'

# Name of the service to document and the places of the warnings with their codes.
READABLE: dict[str, tuple[Any, dict[str, str]]] = {
    "keys": (DUPLICATE_KEYS, {"": "duplicate-key"}),
    "version": (document(openrpc="9.9"), {"/openrpc": "openrpc-version"}),
    "meta_schema": (
        document(method("a", param("x", {"type": "integer", "minimum": "1"}))),
        {"/methods/0/params/0/schema/minimum": "meta-schema"},
    ),
    "dangling": (
        document(method("a", param("x", {"$ref": "#/components/schemas/Gone"}))),
        {"/methods/0/params/0/schema": "dangling-reference"},
    ),
    "remote": (
        document(method("a", result={"$ref": "https://example.org/a.json"})),
        {"/methods/0/result/schema": "remote-reference"},
    ),
    "outside": (
        document(method("a", result={"$ref": "../keys/openrpc.json"})),
        {"/methods/0/result/schema": "dangling-reference"},
    ),
    "equal_methods": (
        document(method("a"), method("a")),
        {"/methods/1": "duplicate-method"},
    ),
    "type": (
        document(method("a", result={"type": "text"})),
        {
            "/methods/0/result/schema/type": "meta-schema",
            "/methods/0/result/schema": "unknown-type",
        },
    ),
}


@pytest.fixture(scope="module")
def readable(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a project of documents that break rules but leave their meaning clear."""
    project = Project(tmp_path_factory.mktemp("project"))
    project.write_all({name: content for name, (content, _) in READABLE.items()})
    return project


def found_problems(finished: Finished, name: str) -> dict[str, str]:
    """Return the codes of the warnings of a service by their pointers."""
    diagnostics = finished.report[name]["diagnostics"]
    assert {one["severity"] for one in diagnostics} == {"warning"}
    return {one["pointer"]: one["code"] for one in diagnostics}


def test_strict_refuses_what_is_generated_otherwise(readable: Project) -> None:
    strict = readable.generate("--strict", "--json")
    assert strict.code == 1
    assert {one["status"] for one in strict.report.values()} == {"refused"}
    assert not readable.generated.exists()
    done = readable.generate("--json")
    assert done.code == 0
    statuses = {name: one["status"] for name, one in done.report.items()}
    assert statuses == dict.fromkeys(READABLE, "created") | {"catalog.txt": "updated"}
    for name, (_, problems) in READABLE.items():
        assert found_problems(done, name) == problems
        assert set(found_problems(strict, name).items()) <= set(problems.items())


DEPTHS = (30, 80, 150, 300, 600, 900)


def test_deep_schemas_are_refused_or_loose(project: Project) -> None:
    names = {f"deep_{depth}": depth for depth in DEPTHS}
    project.write_all(
        {
            name: document(method("a", result=nested(depth)))
            for name, depth in names.items()
        }
    )
    done = project.generate("--json")
    report = {name: done.report[name] for name in names}
    assert report["deep_30"] == report["deep_30"] | {
        "status": "created",
        "diagnostics": [],
    }
    for name in [name for name, depth in names.items() if depth > 60]:
        codes = {one["code"] for one in report[name]["diagnostics"]}
        assert codes and codes <= {"too-deep", "not-json"}, name
