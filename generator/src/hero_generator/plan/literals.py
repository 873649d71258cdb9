"""Convert enumerations and constants to literal types."""

from __future__ import annotations

from typing import Any

from hero_generator.plan.conversion import Conversion
from hero_generator.plan.kinds import kind_of
from hero_generator.plan.nodes import Node
from hero_generator.plan.types import NULL, nullable_of
from hero_generator.plan.values import Core

MAXIMUM_VALUES = 500
"""Values of an enumeration that is still written out."""


def convert(schemas: Conversion, node: Node) -> Core:
    """Return the core schema of an `enum` or a `const`.

    One value is a tag and stays where it is; more become a named alias. Values that no
    Python literal type can hold fall back to the type they have.
    """
    schema = node.schema
    values = schema["enum"] if isinstance(schema.get("enum"), list) else []
    if "const" in schema:
        values = [schema["const"]]
    return convert_values(schemas, node, values)


def convert_values(schemas: Conversion, node: Node, values: list[Any]) -> Core:
    """Return the core schema of a list of JSON values."""
    nullable = None in values or node.schema.get("nullable") is True
    plain = _distinct(value for value in values if value is not None)
    if not plain:
        return NULL if None in values else {}
    if len(plain) > MAXIMUM_VALUES or not all(map(_is_literal, plain)):
        plain_schema = {
            k: v for k, v in node.schema.items() if k not in ("enum", "const")
        }
        kinds = {"type": sorted({kind_of(value) for value in plain})}
        core = schemas.convert(node.with_schema(kinds | plain_schema))
    elif set(map(str, plain)) == {"True", "False"} and all(
        isinstance(value, bool) for value in plain
    ):
        core = {"type": "boolean"}
    elif len(plain) == 1:
        core = {"enum": plain}
    else:
        core = schemas.types.alias(node, _with_null(plain, nullable))
        return core
    return nullable_of(core) if nullable else core


def _with_null(values: list[Any], nullable: bool) -> Core:
    return nullable_of({"enum": values}) if nullable else {"enum": values}


def _distinct(values: Any) -> list[Any]:
    """Drop repeated values; JSON keeps 1 and true apart where Python does not."""
    seen = {(type(value).__name__, repr(value)): value for value in values}
    return list(seen.values())


def _is_literal(value: object) -> bool:
    """Tell whether type checkers take a value; mypy does not take larger integers."""
    if isinstance(value, int):
        return abs(value) < 2**63
    return isinstance(value, str)
