"""Tell what each action of an overlay changes, and which ones nothing needs any more."""

from __future__ import annotations

import difflib
import json
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from hero_generator.diagnostics import Diagnostic
from hero_generator.overlay import apply_overlay

MAXIMUM_LINES = 400
"""Lines shown of what one action changes."""

CAN_GO = "The document says this itself: drop the action."


class Effect(Enum):
    """Tell what an action does to the document as it is now."""

    CHANGES = "changes"
    UNNEEDED = "unneeded"
    """The document has the corrected form already."""
    FAILS = "fails"
    """It matches nothing, or is no action."""


@dataclass(frozen=True, slots=True)
class ActionEffect:
    """Hold what one action does."""

    index: int
    target: str
    reason: str
    effect: Effect
    difference: str = ""
    """Unified difference of the document, as indented JSON."""
    diagnostics: tuple[Diagnostic, ...] = ()


def find_effects(document: Any, overlay: Any, file: str) -> tuple[ActionEffect, ...]:
    """Apply the actions one by one and tell what each does.

    A removal that matches nothing fails, unless every other action is unneeded: then
    the whole correction was made at the source.
    """
    _, problems = apply_overlay(document, overlay, file)
    if any(problem.code == "overlay-form" for problem in problems):
        failed = ActionEffect(0, "", "", Effect.FAILS, "", problems)
        return (failed,)
    effects: list[ActionEffect] = []
    for index, action in enumerate(overlay["actions"]):
        document, effect = _apply(document, overlay, action, index, file)
        effects.append(effect)
    return _without_vain_removals(effects, overlay["actions"])


def _apply(
    document: Any, overlay: Any, action: Any, index: int, file: str
) -> tuple[Any, ActionEffect]:
    after, problems = apply_overlay(document, {**overlay, "actions": [action]}, file)
    known = action if isinstance(action, dict) else {}
    target, reason = str(known.get("target", "")), str(known.get("description", ""))
    if problems:
        moved = tuple(replace(p, pointer=f"/actions/{index}") for p in problems)
        return document, ActionEffect(index, target, reason, Effect.FAILS, "", moved)
    if _adds_nothing(document, after):
        return document, ActionEffect(index, target, reason, Effect.UNNEEDED)
    difference = render_json_difference(document, after)
    return after, ActionEffect(index, target, reason, Effect.CHANGES, difference)


def _adds_nothing(before: Any, after: Any) -> bool:
    """Tell whether all that is new is there already: items of lists are appended."""
    if isinstance(before, dict) and isinstance(after, dict):
        return before.keys() == after.keys() and all(
            _adds_nothing(before[key], after[key]) for key in before
        )
    if isinstance(before, list) and isinstance(after, list):
        same = len(before) <= len(after) and all(
            map(_adds_nothing, before, after[: len(before)])
        )
        added = after[len(before) :]
        return same and all(any(_is_same(b, a) for b in before) for a in added)
    return _is_same(before, after)


def _is_same(one: Any, other: Any) -> bool:
    """Compare as JSON values: true is not 1."""
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def _without_vain_removals(
    effects: list[ActionEffect], actions: list[Any]
) -> tuple[ActionEffect, ...]:
    vain = {
        effect.index
        for effect in effects
        if effect.effect is Effect.FAILS
        and {d.code for d in effect.diagnostics} == {"overlay-unmatched"}
        and actions[effect.index].get("remove") is True
    }
    others = [effect for effect in effects if effect.index not in vain]
    if not others or any(effect.effect is not Effect.UNNEEDED for effect in others):
        return tuple(effects)
    return tuple(
        replace(effect, effect=Effect.UNNEEDED, diagnostics=()) for effect in effects
    )


def render_json_difference(before: Any, after: Any) -> str:
    """Return a bounded unified difference of two JSON values."""
    old, new = (json.dumps(v, indent=2).splitlines() for v in (before, after))
    lines = list(difflib.unified_diff(old, new, "before", "after", n=2, lineterm=""))
    shown = lines[:MAXIMUM_LINES]
    if len(lines) > len(shown):
        shown.append(f"… {len(lines) - len(shown)} more lines")
    return "".join(f"{line}\n" for line in shown)


def all_needed(effects: tuple[ActionEffect, ...]) -> bool:
    """Tell whether every action changes something."""
    return all(effect.effect is Effect.CHANGES for effect in effects)
