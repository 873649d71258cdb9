"""Say which alternative of one union is which of another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hero_generator.changes.linked import reference_name, reference_of
from hero_generator.changes.shapes import Shape, is_annotation
from hero_generator.changes.wording import tag_values
from hero_runtime.document.digest import render_canonical

Pairs = list[tuple[Shape, Shape]]


def pair_alternatives(
    old: list[Shape], new: list[Shape]
) -> tuple[Pairs, list[Shape], list[Shape]]:
    """Return pairs that belong together, then what is left of the old and the new.

    From the surest sign to the vaguest: the same text, name, tag, and at last the type.
    """
    if len(old) == len(new) == 1:
        return [(old[0], new[0])], [], []
    pairs: Pairs = []
    for sign in (_text, _name, _tag, _title):
        found, old, new = _pair_by(sign, old, new)
        pairs += found
    found, old, new = _pair_objects(old, new)
    pairs += found
    found, old, new = _pair_by(_type, old, new)
    return [*pairs, *found], old, new


def _pair_by(
    sign: Callable[[Shape], Any], old: list[Shape], new: list[Shape]
) -> tuple[Pairs, list[Shape], list[Shape]]:
    """Pair alternatives that share a sign which no other one on their side has."""
    old_signs, new_signs = [sign(s) for s in old], [sign(s) for s in new]
    pairs: Pairs = []
    for shape, found in zip(old, old_signs, strict=True):
        if found and old_signs.count(found) == 1 == new_signs.count(found):
            pairs.append((shape, new[new_signs.index(found)]))
    return pairs, *_left_over(pairs, old, new)


def _left_over(
    pairs: Pairs, old: list[Shape], new: list[Shape]
) -> tuple[list[Shape], list[Shape]]:
    olds, news = {id(a) for a, _ in pairs}, {id(b) for _, b in pairs}
    return [s for s in old if id(s) not in olds], [s for s in new if id(s) not in news]


def _pair_objects(
    old: list[Shape], new: list[Shape]
) -> tuple[Pairs, list[Shape], list[Shape]]:
    """Pair objects that share at least half of their properties, the likest first."""
    scored = sorted(
        (
            (_likeness(a, b), -i, -j)
            for i, a in enumerate(old)
            for j, b in enumerate(new)
        ),
        reverse=True,
    )
    pairs: Pairs = []
    used: set[tuple[str, int]] = set()
    for score, i, j in scored:
        if score >= 0.5 and not used & {("old", i), ("new", j)}:
            pairs.append((old[-i], new[-j]))
            used |= {("old", i), ("new", j)}
    return pairs, *_left_over(pairs, old, new)


def _likeness(first: Shape, second: Shape) -> float:
    names = [
        set(p) if isinstance(p := shape.get("properties"), dict) else set()
        for shape in (first, second)
    ]
    every = names[0] | names[1]
    return len(names[0] & names[1]) / len(every) if every else 0.0


def _text(shape: Shape) -> str:
    return render_canonical({k: v for k, v in shape.items() if not is_annotation(k)})


def _name(shape: Shape) -> str:
    reference = reference_of(shape)
    return "" if reference is None else reference_name(reference)


def _tag(shape: Shape) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(tag_values(shape).items()))


def _title(shape: Shape) -> str:
    title = shape.get("title")
    return f"{shape.get('type')} {title}" if isinstance(title, str) else ""


def _type(shape: Shape) -> str:
    name = str(shape.get("type", ""))
    return "number" if name == "integer" else name
