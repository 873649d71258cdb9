"""Apply corrections to somebody else's document; the only user of JSONPath.

Follows the OpenAPI Overlay Specification 1.0.0 (section 4.4): each action selects nodes
with a JSONPath expression (RFC 9535) and merges an update into them or removes them.
"""

from __future__ import annotations

import copy
from typing import Any

import jsonpath

from hero_generator.diagnostics import Diagnostic, error, refuses
from hero_generator.read import decode_json


def apply_overlay(
    document: Any, overlay: Any, file: str
) -> tuple[Any, tuple[Diagnostic, ...]]:
    """Return a corrected copy of the document and the problems of the overlay.

    An action that matches nothing is an error: the document has changed under it.
    """
    problem = _form_problem(overlay, file)
    if problem is not None:
        return document, (problem,)
    corrected = copy.deepcopy(document)
    problems: list[Diagnostic] = []
    for index, action in enumerate(overlay["actions"]):
        pointer = f"/actions/{index}"
        corrected, problem = _apply_action(corrected, action, file, pointer)
        if problem is not None:
            problems.append(problem)
    return corrected, tuple(problems)


def correct_document(
    document: Any, overlay: bytes, file: str
) -> tuple[Any, tuple[Diagnostic, ...]]:
    """Decode an overlay and apply it; one that is not JSON changes nothing."""
    decoded, problems = decode_json(overlay, file)
    if refuses(problems, strict=False):
        return document, problems
    corrected, more = apply_overlay(document, decoded, file)
    return corrected, problems + more


def _form_problem(overlay: Any, file: str) -> Diagnostic | None:
    hint = "Follow the OpenAPI Overlay Specification 1.0.0."
    if not isinstance(overlay, dict) or not str(overlay.get("overlay", "")).startswith(
        "1."
    ):
        message = "the overlay does not say `overlay: 1.0.0`"
        return error("overlay-form", file, "/overlay", message, hint)
    actions = overlay.get("actions")
    if not isinstance(actions, list) or not actions:
        message = "the overlay has no actions"
        return error("overlay-form", file, "/actions", message, hint)
    return None


def _apply_action(
    document: Any, action: Any, file: str, pointer: str
) -> tuple[Any, Diagnostic | None]:
    if not isinstance(action, dict) or not isinstance(action.get("target"), str):
        message = "the action has no target"
        hint = "Give every action a JSONPath expression as its `target`."
        return document, error("overlay-action", file, pointer, message, hint)
    try:
        matches = jsonpath.finditer(action["target"], document)
        places = [tuple(match.parts) for match in matches]
    except (jsonpath.JSONPathError, RecursionError) as problem:
        message = f"the target is not a JSONPath expression: {problem}"
        hint = "Correct it after RFC 9535."
        return document, error("overlay-target", file, pointer, message, hint)
    if not places:
        message = f"the target {action['target']} matches nothing"
        hint = "The document has changed: correct the target or drop the action."
        return document, error("overlay-unmatched", file, pointer, message, hint)
    if action.get("remove") is True:
        return _remove(document, places), None
    if "update" not in action:
        message = "the action neither updates nor removes"
        hint = "Give it an `update` object or `remove: true`."
        return document, error("overlay-action", file, pointer, message, hint)
    for place in places:
        document = _update(document, place, action["update"])
    return document, None


def _remove(document: Any, places: list[tuple[int | str, ...]]) -> Any:
    """Remove nodes, the last array items first so that indexes stay true."""
    for place in sorted(places, key=_by_depth_and_index, reverse=True):
        if not place:
            return None
        del _node(document, place[:-1])[place[-1]]
    return document


def _by_depth_and_index(place: tuple[int | str, ...]) -> tuple[int, list[str]]:
    steps = [f"{step:012d}" if isinstance(step, int) else step for step in place]
    return len(place), steps


def _update(document: Any, place: tuple[int | str, ...], update: Any) -> Any:
    node = _node(document, place)
    if isinstance(node, list):
        node.append(copy.deepcopy(update))
        return document
    merged = _merge(node, update)
    if not place:
        return merged
    _node(document, place[:-1])[place[-1]] = merged
    return document


def _merge(node: Any, update: Any) -> Any:
    """Merge as the Overlay Specification says: objects by key, arrays by appending."""
    if isinstance(node, dict) and isinstance(update, dict):
        merged = dict(node)
        for key, value in update.items():
            merged[key] = _merge(node[key], value) if key in node else value
        return copy.deepcopy(merged)
    if isinstance(node, list) and isinstance(update, list):
        return node + copy.deepcopy(update)
    return copy.deepcopy(update)


def _node(document: Any, place: tuple[int | str, ...]) -> Any:
    for step in place:
        document = document[step]
    return document
