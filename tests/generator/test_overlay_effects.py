"""`overlay test` shows what actions change, and finds those that nothing needs."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from hero_generator.overlay import apply_overlay
from hero_generator.overlay_effects import Effect, find_effects
from tests.generator.documents import document, method, param
from tests.generator.project import ROOT, Project, run_command

NAME = "hero_aibroker"
DOCUMENT = document(method("a", param("x", {"type": "string"})), method("b"))


def overlay(*actions: Any) -> Any:
    """Return an overlay of actions."""
    return {
        "overlay": "1.0.0",
        "info": {"title": "T", "version": "1"},
        "actions": [*actions],
    }


def update(target: str, value: Any) -> Any:
    """Return an action that updates."""
    return {"target": target, "update": value, "description": "because"}


def remove(target: str) -> Any:
    """Return an action that removes."""
    return {"target": target, "remove": True}


def effects_of(value: Any, *actions: Any) -> list[str]:
    """Return what each action does."""
    found = find_effects(value, overlay(*actions), "overlay.json")
    return [effect.effect.value for effect in found]


@pytest.fixture
def aibroker() -> tuple[Any, Any]:
    """Return the document and the overlay of a real service."""
    folder = ROOT / "specs" / NAME
    texts = [
        (folder / name).read_text("utf-8") for name in ("openrpc.json", "overlay.json")
    ]
    return json.loads(texts[0]), json.loads(texts[1])


def test_every_action_of_a_real_overlay_is_needed(aibroker: tuple[Any, Any]) -> None:
    before = copy.deepcopy(aibroker)
    effects = find_effects(*aibroker, "overlay.json")
    assert [e.effect for e in effects] == [Effect.CHANGES] * len(before[1]["actions"])
    assert '-          "name": "request",' in effects[0].difference
    assert '+          "name": "model",' in effects[1].difference
    assert aibroker == before


def test_all_can_go_once_the_document_is_corrected(aibroker: tuple[Any, Any]) -> None:
    corrected, problems = apply_overlay(*aibroker, "overlay.json")
    assert problems == ()
    effects = find_effects(corrected, aibroker[1], "overlay.json")
    assert {effect.effect for effect in effects} == {Effect.UNNEEDED}
    assert not any(effect.diagnostics for effect in effects)


@pytest.mark.parametrize(
    ("actions", "effects"),
    [
        ([update("$.info", {"title": "Small"})], ["unneeded"]),
        ([update("$.info", {"title": "Other"})], ["changes"]),
        ([update("$.info", {"x": True}), update("$.info", {"x": 1})], ["changes"] * 2),
        ([update("$.methods", {"name": "b", "params": []})], ["changes"]),
        ([update("$.methods", DOCUMENT["methods"][1])], ["unneeded"]),
        ([update("$", {"methods": DOCUMENT["methods"]})], ["unneeded"]),
        ([update("$.gone", {})], ["fails"]),
        ([remove("$.methods[0]")], ["changes"]),
        ([remove("$.gone")], ["fails"]),
        ([remove("$.gone"), update("$.info", {"title": "Small"})], ["unneeded"] * 2),
        ([remove("$.gone"), update("$.info", {"title": "X"})], ["fails", "changes"]),
        ([update("$.gone", {}), remove("$.gone")], ["fails"] * 2),
        ([remove("$.methods[0]"), remove("$.methods[1]")], ["changes", "fails"]),
        ([3], ["fails"]),
        ([remove("$[")], ["fails"]),
        ([], ["fails"]),
    ],
)
def test_what_actions_do(actions: list[Any], effects: list[str]) -> None:
    assert effects_of(DOCUMENT, *actions) == effects


def test_a_failing_action_is_named_by_its_place() -> None:
    actions = (update("$.info", {"title": "X"}), update("$.gone", {}))
    found = find_effects(DOCUMENT, overlay(*actions), "overlay.json")
    (problem,) = found[1].diagnostics
    assert (problem.code, problem.pointer) == ("overlay-unmatched", "/actions/1")


def test_the_command_shows_a_difference(project: Project) -> None:
    project.write_all({"small": DOCUMENT})
    path = project.specs / "small/overlay.json"
    path.write_text(json.dumps(overlay(update("$.info", {"title": "X"}))), "utf-8")
    done = project.run("overlay", "test", "small")
    assert done.code == 0
    assert "action 0 changes: $.info\n  because\n--- before\n+++ after\n" in done.stdout
    assert '-    "title": "Small"' in done.stdout and '+    "title": "X"' in done.stdout


def test_the_command_says_what_can_go(project: Project) -> None:
    value = copy.deepcopy(DOCUMENT)
    value["info"]["title"] = "X"
    project.write_all({"small": value})
    path = project.specs / "small/overlay.json"
    path.write_text(json.dumps(overlay(update("$.info", {"title": "X"}))), "utf-8")
    done = project.run("overlay", "test", "small")
    assert done.code == 1 and "drop the action" in done.stdout
    found = json.loads(project.run("overlay", "test", "small", "--json").stdout)
    assert (found["clean"], found["actions"][0]["effect"]) == (False, "unneeded")


@pytest.mark.parametrize(
    ("text", "code"),
    [(None, "no-overlay"), ("{", "not-json"), ("{}", "overlay-form")],
)
def test_what_is_wrong_is_said(project: Project, text: str | None, code: str) -> None:
    project.write_all({"small": DOCUMENT})
    if text is not None:
        (project.specs / "small/overlay.json").write_text(text, "utf-8")
    done = project.run("overlay", "test", "small")
    assert done.code == 1 and f"error[{code}]" in done.stderr


def test_the_real_overlay_passes_the_command() -> None:
    done = run_command("overlay", "test", NAME, cwd=ROOT)
    assert (done.code, done.stdout.count(" changes: ")) == (0, 5)
