"""Convert arrays: a list if all items are alike, a tuple if each place has its type."""

from __future__ import annotations

from typing import Any

from hero_generator.plan.conversion import Conversion
from hero_generator.plan.nodes import Node
from hero_generator.plan.scalars import count
from hero_generator.plan.values import Core

MAXIMUM_TUPLE = 16
"""Items of a tuple that are still written out one by one."""


def convert(schemas: Conversion, node: Node) -> Core:
    """Return the core schema of an array."""
    keyword = "prefixItems" if "prefixItems" in node.schema else "items"
    items = node.schema.get(keyword)
    if not isinstance(items, list):
        return _list(node, schemas.convert(node.child("items")) if items else {})
    cores = [schemas.convert(place) for place in node.branches(keyword)]
    rest = _rest(schemas, node, keyword)
    if _is_tuple(node, len(cores), rest):
        size = len(cores)
        core: Core = {"type": "array", "prefixItems": cores, "items": False}
        return core | {"minItems": size, "maxItems": size}
    kinds: list[Core] = []
    for core in (*cores, *([rest] if rest is not None else [])):
        if core not in kinds:
            kinds.append(core)
    alike = kinds[0] if len(kinds) == 1 else {"anyOf": kinds}
    return _list(node, {} if {} in kinds or not kinds else alike)


def _rest(schemas: Conversion, node: Node, keyword: str) -> Core | None:
    """Return what items after the described ones are, if there may be any."""
    after = "items" if keyword == "prefixItems" else "additionalItems"
    if isinstance(node.schema.get(after), dict):
        return schemas.convert(node.child(after))
    return None


def _is_tuple(node: Node, size: int, rest: Core | None) -> bool:
    """Tell whether an array has exactly the described items.

    A list of one item schema without a bound is how some generators write a plain
    list, and JSON Schema lets any number of items follow unless it is told not to.
    """
    if rest is not None or not 0 < size <= MAXIMUM_TUPLE:
        return False
    least, most = count(node.schema.get("minItems")), count(node.schema.get("maxItems"))
    if most is not None or least is not None:
        return most in (size, None) and least in (size, None)
    closed = False in (node.schema.get("additionalItems"), node.schema.get("items"))
    return size > 1 or closed


def _list(node: Node, items: Core) -> Core:
    core: dict[str, Any] = {"type": "array", "items": items or True}
    for key in ("minItems", "maxItems"):
        bound = count(node.schema.get(key))
        if bound is not None:
            core[key] = bound
    return core
