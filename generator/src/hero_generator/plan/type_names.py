"""Give every type of a document its name, and keep names that the lock remembers."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from hero_generator.names import RESERVED_CLASS_NAMES, ClassName
from hero_generator.plan.types import Definition
from hero_runtime.document.names import suffixed


def assign_type_names(
    definitions: Mapping[str, Definition],
    reserved: frozenset[str],
    locked: Mapping[str, str],
) -> dict[str, ClassName]:
    """Map the key of every type to its name.

    An entry of the lock wins. Then come the names the document itself gives, then the
    places of inline types, outer before inner, each in the order of the keys.
    """
    names: dict[str, ClassName] = {}
    used: set[str] = set()
    forbidden = RESERVED_CLASS_NAMES | reserved
    for key in sorted(definitions):
        kept = ClassName.from_lock(locked.get(key, ""))
        if kept is not None and kept not in used and kept not in forbidden:
            names[key] = kept
            used.add(kept)
    for key in sorted(definitions, key=lambda key: (key.count("/"), key)):
        if key not in names:
            names[key] = _free_name(key, definitions[key], used, forbidden)
            used.add(names[key])
    return names


def _free_name(
    key: str, definition: Definition, used: set[str], reserved: frozenset[str]
) -> ClassName:
    words = definition.node.words
    name = ClassName.from_words(words, reserved=reserved)
    if name not in used:
        return name
    if "#" in key:
        stem = PurePosixPath(definition.node.file).stem
        longer = ClassName.from_words([stem, *words], reserved=reserved)
        if longer not in used:
            return longer
    marked = ClassName(suffixed(name, key))
    return marked if marked not in used else ClassName(suffixed(name, f"{key}#"))
