"""Compare which types a document names: generated code is imported by these names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hero_generator.changes.collected import Collected
from hero_generator.changes.linked import Linked, reference_name, reference_of
from hero_generator.changes.shapes import is_annotation
from hero_runtime.document.digest import render_canonical

_GROUPS = ("schemas", "contentDescriptors", "errors", "examples", "tags", "links") + (
    "examplePairings",
)


def compare_named_types(
    collected: Collected, linked: tuple[Linked, Linked], kept: Mapping[str, str]
) -> None:
    """Add types that methods of both documents used by names that are gone.

    `kept` holds the methods that both documents have, by their old name.
    """
    old, new = linked
    used = _reachable(old, set(kept))
    names = _schemas(new)
    replaced = _replacements(collected)
    for reference in used:
        name = reference_name(reference)
        is_type = reference.rpartition("/")[0].endswith("#/components/schemas")
        if name in names or reference in new.targets or not is_type:
            continue
        now = [n for n in replaced.get(reference, []) if n in names]
        message = (
            f"it is now named {now[0]}" if now else "no type has the name any more"
        )
        collected.add("type-removed", f"type {name}", message)
    reached = {*used, *_reachable(new, set(kept.values()))}
    _compare_unused(collected, linked, reached)


def _replacements(collected: Collected) -> dict[str, list[str]]:
    """Return the names that stand where another name stood before."""
    found: dict[str, list[str]] = {}
    for old, new in collected.schemas.units:
        found.setdefault(old, []).append(reference_name(new))
    return found


def _compare_unused(
    collected: Collected, linked: tuple[Linked, Linked], reached: set[str]
) -> None:
    """Add what changed below `components` where no method of both documents looks."""
    for group in _GROUPS:
        old, new = (_components(document, group) for document in linked)
        for name in dict.fromkeys([*old, *new]):
            if any(r.endswith(f"/{group}/{name}") for r in reached):
                continue
            if render_canonical(old.get(name)) != render_canonical(new.get(name)):
                verb = "new" if name not in old else "gone"
                message = f"it is {verb}" if (name in old) != (name in new) else ""
                collected.add("unused", f"{group} {name}", message or "it changed")


def _reachable(linked: Linked, names: set[str]) -> dict[str, None]:
    """Return every reference that methods of these names lead to, in order."""
    methods = linked.value.get("methods")
    waiting: list[Any] = [
        method
        for item in (methods if isinstance(methods, list) else [])
        if (method := linked.follow_dict(item)).get("name") in names
    ]
    found: dict[str, None] = {}
    while waiting:
        for reference in _references(waiting.pop(0)):
            if reference in linked.targets and reference not in found:
                found[reference] = None
                waiting.append(linked.targets[reference])
    return found


def _references(value: Any, *, names: bool = False) -> Iterator[str]:
    """Yield the references that values must fit; `names` says that keys are names."""
    reference = reference_of(value)
    if reference is not None:
        yield reference
    if isinstance(value, list):
        for item in value:
            yield from _references(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if names or not is_annotation(key):
                inner = not names and key in ("properties", "patternProperties")
                yield from _references(item, names=inner)


def _schemas(linked: Linked) -> set[str]:
    return set(_components(linked, "schemas"))


def _components(linked: Linked, group: str) -> dict[str, Any]:
    components = linked.value.get("components")
    found = components.get(group) if isinstance(components, dict) else None
    return found if isinstance(found, dict) else {}
