"""Bring a schema into one form: a list of alternatives, each of one type.

The same set of values can be written as a list of types, `nullable`, `anyOf`, `oneOf`,
`const`, an enumeration with null in it, or `allOf` of parts. Only what is left when
these are written out is a difference worth naming.
"""

from __future__ import annotations

import itertools
from typing import Any

from hero_generator.changes.linked import Linked, reference_of
from hero_generator.changes.merging import merge_shapes
from hero_runtime.document.digest import render_canonical

Shape = dict[str, Any]
"""A schema without unions and conjunctions; or a reference to one, and nothing else."""

MAXIMUM_ALTERNATIVES = 64
"""Combinations written out; a union of more is compared as one text."""

ANNOTATIONS = frozenset(
    {"title", "description", "summary", "examples", "example", "default", "deprecated"}
    | {"$comment", "$id", "$schema", "$anchor", "definitions", "$defs"}
    | {"readOnly", "writeOnly", "externalDocs", "discriminator", "components"}
    | {"xml"}
)
"""Keywords that say something about values and admit or refuse none."""

_GROUPS = ("$ref", "allOf", "oneOf", "anyOf")
_OBJECT = frozenset(
    {"properties", "required", "additionalProperties", "patternProperties"}
    | {"minProperties", "maxProperties", "propertyNames", "dependentRequired"}
    | {"dependentSchemas", "dependencies", "unevaluatedProperties"}
)
_ARRAY = frozenset(
    {"items", "prefixItems", "additionalItems", "minItems", "maxItems"}
    | {"uniqueItems", "contains", "minContains", "maxContains", "unevaluatedItems"}
)
_STRING = frozenset(
    {"minLength", "maxLength", "pattern", "contentEncoding", "contentMediaType"}
    | {"contentSchema"}
)
_NUMBER = frozenset(
    {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"}
)
_OWN = {
    "object": _OBJECT,
    "array": _ARRAY,
    "string": _STRING,
    "integer": _NUMBER,
    "number": _NUMBER,
}
_TYPED = _OBJECT | _ARRAY | _STRING | _NUMBER


def is_annotation(keyword: str) -> bool:
    """Tell whether a keyword admits or refuses no value."""
    return keyword in ANNOTATIONS or keyword.startswith("x-")


def json_type(value: Any) -> str:
    """Return the JSON Schema type of a value."""
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case int():
            return "integer"
        case float():
            return "integer" if value.is_integer() else "number"
        case str():
            return "string"
    return "array" if isinstance(value, list) else "object"


def list_alternatives(linked: Linked, schema: Any) -> list[Shape]:
    """Return the alternatives of a schema, none twice; `{}` stands for any value."""
    found = _expand(linked, schema, ())
    distinct = {render_canonical(shape): shape for shape in found}
    if any(not _without_annotations(shape) for shape in distinct.values()):
        return [{}] if len(distinct) > 1 else list(distinct.values())
    return list(distinct.values())


def _without_annotations(shape: Shape) -> Shape:
    return {key: value for key, value in shape.items() if not is_annotation(key)}


def _expand(linked: Linked, schema: Any, seen: tuple[str, ...]) -> list[Shape]:
    if schema is False:
        return []
    if not isinstance(schema, dict):
        return [{}]
    own = {k: v for k, v in schema.items() if k not in (*_GROUPS, "nullable")}
    groups = [key for key in _GROUPS if key in schema]
    if groups and all(map(is_annotation, own)):
        own = {}
    factors = [_expand_own(own)] if own or not groups else []
    for key in groups:
        factors += _expand_group(linked, key, schema[key], seen)
    shapes = factors[0] if len(factors) == 1 else _multiply(linked, factors)
    if schema.get("nullable") is True and own.get("type") != "null" and shapes != [{}]:
        shapes = [*(s for s in shapes if s != {"type": "null"}), {"type": "null"}]
    return shapes


def _expand_group(
    linked: Linked, key: str, value: Any, seen: tuple[str, ...]
) -> list[list[Shape]]:
    """Return the alternatives of each assertion that a keyword stands for."""
    if key == "$ref":
        return [_expand_reference(linked, str(value), seen)]
    branches = value if isinstance(value, list) else []
    if key == "allOf":
        return [_expand(linked, branch, seen) for branch in branches]
    return [[s for branch in branches for s in _expand(linked, branch, seen)]]


def _expand_reference(
    linked: Linked, reference: str, seen: tuple[str, ...]
) -> list[Shape]:
    """Keep a reference to what has one alternative; write out a union."""
    if reference in seen:
        return []
    if reference not in linked.targets:
        return [{"$ref": reference}]
    target = linked.targets[reference]
    shapes = _expand(linked, target, (*seen, reference))
    if len(shapes) != 1:
        return shapes
    return shapes if reference_of(shapes[0]) else [{"$ref": reference}]


def _multiply(linked: Linked, factors: list[list[Shape]]) -> list[Shape]:
    """Return every combination of alternatives of assertions that all hold."""
    count = 1
    for factor in factors:
        count *= len(factor)
    if count > MAXIMUM_ALTERNATIVES:
        parts = sorted(render_canonical(factor) for factor in factors)
        return [{"combinations": parts}]
    plain = [[_plain(linked, shape) for shape in factor] for factor in factors]
    found = []
    for combination in itertools.product(*plain):
        merged: Shape | None = {}
        for shape in combination:
            merged = None if merged is None else merge_shapes(merged, shape)
        if merged is not None:
            found.append(merged)
    return found


def _plain(linked: Linked, shape: Shape) -> Shape:
    """Return what stands behind the reference of an alternative."""
    reference = reference_of(shape)
    if reference is None or reference not in linked.targets:
        return shape
    shapes = _expand(linked, linked.targets[reference], (reference,))
    return shapes[0] if len(shapes) == 1 else shape


def plain_shape(linked: Linked, shape: Shape) -> Shape:
    """Return what stands behind the reference of an alternative, if it is one."""
    return _plain(linked, shape)


def _expand_own(own: Shape) -> list[Shape]:
    """Write out the types and the enumeration of one schema."""
    if "const" in own:
        own = {k: v for k, v in own.items() if k != "const"} | {"enum": [own["const"]]}
    types = own.get("type")
    types = [types] if isinstance(types, str) else types
    values = own.get("enum")
    if not isinstance(types, list) or not types:
        types = _implied_types(own)
    elif isinstance(values, list):
        given = [t for t in types if any(_admits(t, v) for v in values)]
        types = [t for t in given if t != "integer" or "number" not in given]
    if not types:
        return [{key: value for key, value in own.items() if key != "type"}]
    return [_of_type(own, str(name)) for name in types]


def _implied_types(own: Shape) -> list[str]:
    """Return the types that a schema without `type` is written for."""
    values = own.get("enum")
    if isinstance(values, list):
        names = dict.fromkeys(json_type(value) for value in values)
        return [n for n in names if n != "integer" or "number" not in names]
    if not _OBJECT.isdisjoint(own):
        return ["object"]
    return ["array"] if not _ARRAY.isdisjoint(own) else []


def _admits(name: Any, value: Any) -> bool:
    return json_type(value) == name or (
        name == "number" and json_type(value) == "integer"
    )


def _of_type(own: Shape, name: str) -> Shape:
    """Return the part of a schema that says something about one type."""
    kept = _OWN.get(name, frozenset())
    shape = {k: v for k, v in own.items() if k not in _TYPED or k in kept}
    shape["type"] = name
    values = shape.pop("enum", None)
    if isinstance(values, list) and name != "null":
        shape["enum"] = [value for value in values if _admits_value(name, value)]
    if name in ("null", "boolean"):
        shape.pop("format", None)
    if name == "null":
        return {"type": "null"}
    return shape


def _admits_value(name: str, value: Any) -> bool:
    kind = json_type(value)
    return kind == name or (name == "number" and kind == "integer")
