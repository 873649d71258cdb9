"""Convert conjunctions: `allOf`, keywords beside `$ref`, keywords beside a union."""

from __future__ import annotations

import itertools
import math
from typing import Any

from hero_generator.plan import objects, unions
from hero_generator.plan.conversion import Conversion
from hero_generator.plan.nodes import Node, same_schema
from hero_generator.plan.values import Core

MAXIMUM_VARIANTS = 64
"""Combinations of union branches that are still written out."""

_GROUPS = ("$ref", "allOf", "oneOf", "anyOf")
_SHAPING = frozenset(
    {"type", "enum", "const", "properties", "required", "additionalProperties"}
    | {"patternProperties", "items", "prefixItems", "additionalItems", "nullable"}
    | {"minItems", "maxItems", "minLength", "maxLength", "pattern", "format"}
    | {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"}
    | {"contentEncoding"}
)
"""Keywords that shape a type; the others document or cannot be written as one."""


def parts(node: Node) -> list[tuple[str, Node]]:
    """Split a schema into the assertions that must all hold."""
    schema = node.schema
    found: list[tuple[str, Node]] = []
    own = {key: value for key, value in schema.items() if key in _SHAPING}
    own |= _conditional_properties(schema)
    if own and "examples" in schema:
        own["examples"] = schema["examples"]
    if own:
        found.append(("", node.with_schema(own)))
    if isinstance(schema.get("$ref"), str):
        found.append(("$ref", node))
    for keyword in _GROUPS[1:]:
        if isinstance(schema.get(keyword), list) and schema[keyword]:
            found.append((keyword, node))
    return found


def _conditional_properties(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the properties of a schema with those it only has at times."""
    at_times = [schema.get("then"), schema.get("else")]
    dependent = schema.get("dependentSchemas")
    at_times += list(dependent.values()) if isinstance(dependent, dict) else []
    found: dict[str, Any] = {}
    for inner in at_times:
        if isinstance(inner, dict) and isinstance(inner.get("properties"), dict):
            found |= inner["properties"]
    if not found:
        return {}
    own = schema.get("properties")
    known = own if isinstance(own, dict) else {}
    return {"properties": known | {k: v for k, v in found.items() if k not in known}}


def convert(schemas: Conversion, node: Node, found: list[tuple[str, Node]]) -> Core:
    """Return the core schema of assertions that must all hold."""
    atoms, choices = _flatten(found)
    nullable = node.schema.get("nullable") is True
    if not choices:
        core = _merge(schemas, node, atoms)
    else:
        core = _distribute(schemas, node, atoms, choices)
    return {"anyOf": [core, {"type": "null"}]} if nullable and core else core


def _flatten(
    found: list[tuple[str, Node]],
) -> tuple[list[Node], list[list[Node]]]:
    """Return the plain assertions and the unions, one list of branches each."""
    atoms: list[Node] = []
    choices: list[list[Node]] = []
    for keyword, part in found:
        if keyword in ("oneOf", "anyOf"):
            branches = part.branches(keyword)
            if not all(_only_constrains(branch) for branch in branches):
                choices.append(branches)
        elif keyword == "allOf":
            for branch in part.branches("allOf"):
                if isinstance(branch.schema, dict):
                    inner_atoms, inner_choices = _flatten(parts(branch))
                    atoms.extend(inner_atoms)
                    choices.extend(inner_choices)
        elif keyword == "$ref":
            atoms.append(part.with_schema({"$ref": part.schema["$ref"]}))
        else:
            atoms.append(part)
    return atoms, choices


def _merge(schemas: Conversion, node: Node, atoms: list[Node]) -> Core:
    """Merge plain assertions; a single one that matters keeps its own name."""
    telling = _telling(atoms)
    if not telling:
        return {}
    if len(telling) == 1:
        return schemas.convert(telling[0])
    expanded, choices = _expand(schemas, telling, set())
    if choices:
        return _distribute(schemas, node, expanded, choices)
    return _merge_expanded(schemas, node, expanded)


def _merge_expanded(schemas: Conversion, node: Node, atoms: list[Node]) -> Core:
    if any(_is_object(atom) for atom in atoms):
        return _merge_objects(schemas, node, [a for a in atoms if _is_object(a)])
    merged: dict[str, Any] = {}
    for atom in atoms:
        for key, value in atom.schema.items():
            merged[key] = _tighter(key, merged.get(key), value)
    holders = [a for a in atoms if {"items", "prefixItems"} & set(a.schema)]
    place = holders[-1] if holders else node
    return schemas.convert(place.with_schema(merged))


def _telling(atoms: list[Node]) -> list[Node]:
    """Drop assertions that add nothing: repeated ones and a bare type beside a `$ref`."""
    kept: list[Node] = []
    for atom in atoms:
        if not any(same_schema(atom.schema, other.schema) for other in kept):
            kept.append(atom)
    references = [atom for atom in kept if "$ref" in atom.schema]
    if len(references) == 1:
        rest = [a for a in kept if a is not references[0]]
        if all(set(a.schema) <= {"type", "nullable", "format"} for a in rest):
            return references
    return kept


def _expand(
    schemas: Conversion, atoms: list[Node], seen: set[str]
) -> tuple[list[Node], list[list[Node]]]:
    """Replace references by what they mean, each once: `a and a` is `a`."""
    expanded: list[Node] = []
    choices: list[list[Node]] = []
    for atom in atoms:
        if "$ref" not in atom.schema:
            expanded.append(atom)
            continue
        target = schemas.references.follow(atom)
        if target is None:
            schemas.reference(atom)
        elif isinstance(target.schema, dict) and target.place not in seen:
            seen.add(target.place)
            inner, unions_found = _flatten(parts(target))
            deeper, more = _expand(schemas, inner, seen)
            expanded.extend(deeper)
            choices.extend(unions_found + more)
    return expanded, choices


def _distribute(
    schemas: Conversion, node: Node, atoms: list[Node], choices: list[list[Node]]
) -> Core:
    """Turn `base and (a or b)` into `(base and a) or (base and b)`."""
    expanded, more = _expand(schemas, _telling(atoms), set())
    every = [_relevant(expanded, choice) for choice in choices + more]
    every = [c for c in every if c and _places(c) not in schemas.open_choices]
    if not every:
        return _merge_expanded(schemas, node, expanded)
    bare = all(set(atom.schema) <= {"type", "nullable"} for atom in expanded)
    if len(every) == 1 and bare:
        return _choose(schemas, node, every[0], every)
    if len(every) > 1 and math.prod(map(len, every)) > MAXIMUM_VARIANTS:
        message = "the schema combines too many unions; the choices are not checked"
        schemas.report(node, "too-many-variants", message, "Simplify the schema.")
        return _merge_expanded(schemas, node, expanded)
    combinations = itertools.product(*every)
    branches = [_variant(node, expanded, list(chosen)) for chosen in combinations]
    return _choose(schemas, node, branches, every)


def _choose(
    schemas: Conversion, node: Node, branches: list[Node], every: list[list[Node]]
) -> Core:
    """Convert a union whose branches need not choose again what they were made of.

    A branch that leads back to its union would otherwise be distributed without end.
    """
    opened = {_places(choice) for choice in every}
    schemas.open_choices |= opened
    try:
        return unions.convert(schemas, node, branches)
    finally:
        schemas.open_choices -= opened


def _places(choice: list[Node]) -> tuple[str, ...]:
    return tuple(branch.place for branch in choice)


def _relevant(atoms: list[Node], choice: list[Node]) -> list[Node]:
    """Drop a union whose branches say nothing of the one scalar type that is left.

    `properties` constrain objects only: any string satisfies them.
    """
    kinds = {
        atom.schema["type"]
        for atom in atoms
        if isinstance(atom.schema.get("type"), str)
    }
    if not kinds & {"string", "integer", "number", "boolean"}:
        return choice
    about_objects = all(
        isinstance(branch.schema, dict)
        and "properties" in branch.schema
        and "type" not in branch.schema
        for branch in choice
    )
    return [] if about_objects else choice


def _variant(node: Node, atoms: list[Node], chosen: list[Node]) -> Node:
    word = " ".join(branch.words[-1] if branch.words else "" for branch in chosen)
    return node.variant(word, {"allOf": [*atoms, *chosen]})


def _is_object(atom: Node) -> bool:
    return bool(
        {"properties", "additionalProperties", "patternProperties", "required"}
        & set(atom.schema)
    ) or atom.schema.get("type") in ("object", ["object"])


def _merge_objects(schemas: Conversion, node: Node, atoms: list[Node]) -> Core:
    members: dict[str, list[Node]] = {}
    required: list[str] = []
    rest: dict[str, Any] = {"type": "object"}
    for atom in atoms:
        names = atom.schema.get("properties")
        for name in names if isinstance(names, dict) else {}:
            place = atom.member("properties", name)
            others = members.setdefault(name, [])
            if not any(same_schema(place.schema, other.schema) for other in others):
                others.append(place)
        listed = atom.schema.get("required")
        required.extend(map(str, listed if isinstance(listed, list) else []))
        for key in ("additionalProperties", "patternProperties"):
            if isinstance(atom.schema.get(key), dict):
                rest[key] = atom.schema[key]
    if not members:
        return objects.convert(schemas, node.with_schema(rest))
    merged = node.with_schema(rest | {"required": required})
    return objects.convert_class(schemas, merged, members)


def _only_constrains(branch: Node) -> bool:
    """Tell whether a branch says which properties are needed but not what they are."""
    schema = branch.schema
    return isinstance(schema, dict) and set(schema) <= {
        "required",
        "not",
        "description",
        "title",
        "minProperties",
        "maxProperties",
    }


def _tighter(key: str, first: Any, second: Any) -> Any:
    if first is None:
        return second
    if key == "enum" and isinstance(first, list) and isinstance(second, list):
        return [value for value in first if value in second]
    numbers = isinstance(first, int | float) and isinstance(second, int | float)
    if numbers and key.lower().endswith(("minimum", "minlength", "minitems")):
        return max(first, second)
    if numbers and key.lower().endswith(("maximum", "maxlength", "maxitems")):
        return min(first, second)
    if key == "type" and {first if isinstance(first, str) else ""} == {"integer"}:
        return first
    return second
