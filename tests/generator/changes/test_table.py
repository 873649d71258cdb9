"""One atomic change each, and the class that it must have: the rules as a table."""

from __future__ import annotations

from typing import Any

import pytest

from hero_generator.changes import Kind, compare_documents
from hero_generator.changes.rules import RULES, SCHEMA_RULES
from tests.generator.documents import (
    INTEGER,
    STRING,
    Json,
    document,
    method,
    object_schema,
    param,
    schema_reference,
    schemas,
)

B, C, D = Kind.BREAKING, Kind.COMPATIBLE, Kind.DOCUMENTATION
Row = tuple[Any, Any, str, Kind]

NULLABLE = {"type": ["string", "null"]}
AB = {"type": "string", "enum": ["a", "b"]}
ABC = {"type": "string", "enum": ["a", "b", "c"]}
CAT = {"properties": {"kind": {"const": "cat"}}, "title": "Cat"}
DOG = {"properties": {"kind": {"const": "dog"}}, "title": "Dog"}

# Old schema, new schema, code, class where it is sent, class where it is received.
SCHEMAS: dict[str, tuple[Any, Any, str, Kind, Kind]] = {
    "another type": (STRING, INTEGER, "type-changed", B, B),
    "integer to number": (INTEGER, {"type": "number"}, "type-widened", C, B),
    "number to integer": ({"type": "number"}, INTEGER, "type-narrowed", B, C),
    "null added": (STRING, NULLABLE, "type-widened", C, B),
    "null removed": (NULLABLE, STRING, "type-narrowed", B, C),
    "nullable set": (STRING, STRING | {"nullable": True}, "type-widened", C, B),
    "any to a type": (True, STRING, "type-narrowed", B, C),
    "a type to any": (STRING, {}, "type-widened", C, B),
    "branch added": ({"oneOf": [CAT]}, {"oneOf": [CAT, DOG]}, "type-widened", C, B),
    "branch removed": ({"anyOf": [CAT, DOG]}, {"anyOf": [DOG]}, "type-narrowed", B, C),
    "part added": (
        {"allOf": [object_schema(a=STRING)]},
        {"allOf": [object_schema(a=STRING), {"properties": {"b": STRING}}]},
        *("property-added", C, C),
    ),
    "value removed": (ABC, AB, "enum-value-removed", B, C),
    "value added": (AB, ABC, "enum-value-added", C, B),
    "values listed": (STRING, AB, "constraint-added", B, C),
    "values no longer listed": (AB, STRING, "constraint-removed", C, B),
    "another constant": ({"const": "a"}, {"const": "b"}, "enum-value-removed", B, C),
    "minimum raised": (
        {"type": "integer", "minimum": 1},
        {"type": "integer", "minimum": 2},
        *("constraint-tightened", B, C),
    ),
    "maximum raised": (
        {"type": "integer", "maximum": 1},
        {"type": "integer", "maximum": 2},
        *("constraint-loosened", C, B),
    ),
    "length bounded": (STRING, STRING | {"maxLength": 9}, "constraint-added", B, C),
    "length free": (STRING | {"minLength": 9}, STRING, "constraint-removed", C, B),
    "coarser steps": (
        {"type": "number", "multipleOf": 2},
        {"type": "number", "multipleOf": 4},
        *("constraint-tightened", B, C),
    ),
    "pattern added": (STRING, STRING | {"pattern": "^a"}, "constraint-added", B, C),
    "another pattern": (
        STRING | {"pattern": "^a"},
        STRING | {"pattern": "^b"},
        *("constraint-changed", B, B),
    ),
    "format dropped": (STRING | {"format": "uuid"}, STRING, "constraint-removed", C, B),
    "wider format": (
        {"type": "integer", "format": "int32"},
        {"type": "integer", "format": "int64"},
        *("constraint-loosened", C, B),
    ),
    "field removed": (
        object_schema(a=STRING, b=STRING),
        object_schema(a=STRING),
        *("property-removed", B, B),
    ),
    "optional field added": (
        object_schema(a=STRING),
        object_schema(a=STRING, b=STRING),
        *("property-added", C, C),
    ),
    "required field added": (
        object_schema(a=STRING),
        object_schema("b", a=STRING, b=STRING),
        *("required-property-added", B, C),
    ),
    "field now required": (
        object_schema(a=STRING),
        object_schema("a", a=STRING),
        *("property-now-required", B, C),
    ),
    "field now optional": (
        object_schema("a", a=STRING),
        object_schema(a=STRING),
        *("property-now-optional", C, B),
    ),
    "field of another type": (
        object_schema(a=STRING),
        object_schema(a=INTEGER),
        *("type-changed", B, B),
    ),
    "other fields refused": (
        object_schema(a=STRING),
        object_schema(a=STRING) | {"additionalProperties": False},
        *("extra-properties-refused", B, C),
    ),
    "other fields allowed": (
        object_schema(a=STRING) | {"additionalProperties": False},
        object_schema(a=STRING),
        *("extra-properties-allowed", C, C),
    ),
    "map of another type": (
        {"type": "object", "additionalProperties": STRING},
        {"type": "object", "additionalProperties": INTEGER},
        *("type-changed", B, B),
    ),
    "items of another type": (
        {"type": "array", "items": STRING},
        {"type": "array", "items": INTEGER},
        *("type-changed", B, B),
    ),
    "items unique": (
        {"type": "array", "items": STRING},
        {"type": "array", "items": STRING, "uniqueItems": True},
        *("constraint-added", B, C),
    ),
    "longer tuple": (
        {"type": "array", "items": [STRING], "additionalItems": False},
        {"type": "array", "items": [STRING, STRING], "additionalItems": False},
        *("tuple-changed", B, B),
    ),
    "tuple position of another type": (
        {"type": "array", "prefixItems": [STRING, STRING]},
        {"type": "array", "prefixItems": [STRING, INTEGER]},
        *("type-changed", B, B),
    ),
    "another default": (
        STRING | {"default": "a"},
        STRING | {"default": "b"},
        *("default-changed", B, C),
    ),
    "default added": (STRING, STRING | {"default": "a"}, "default-added", C, C),
    "default removed": (STRING | {"default": "a"}, STRING, "default-removed", C, C),
    "deprecated": (STRING, STRING | {"deprecated": True}, "deprecated", C, C),
    "described": (STRING, STRING | {"description": "A."}, "described", D, D),
    "titled": (STRING | {"title": "A"}, STRING | {"title": "B"}, "described", D, D),
    "extended": (STRING, STRING | {"x-note": 1}, "described", D, D),
    "a condition": (STRING, STRING | {"not": {"const": "a"}}, "constraint-added", B, C),
    "another dangling reference": (
        {"$ref": "#/components/schemas/Gone"},
        {"$ref": "#/components/schemas/Lost"},
        *("reference-changed", B, B),
    ),
}

ONE = method("a", param("x", STRING), param("y", STRING))
REQUIRED = param("z", INTEGER, required=True)
ERROR = {"code": 1, "message": "Gone"}


def a(*params: Any, **members: Any) -> Json:
    """Return a document of one method."""
    return document(method("a", *params, **members))


X, Y, Z = param("x", STRING), param("y", STRING), param("z", INTEGER)
NAMED = a(X, result=schema_reference("Book")) | {
    "components": schemas(Book=object_schema(t=STRING))
}
RENAMED = a(X, result=schema_reference("Tome")) | {
    "components": schemas(Tome=object_schema(t=STRING))
}

DOCUMENTS: dict[str, Row] = {
    "method removed": (document(ONE, method("b")), document(ONE), "method-removed", B),
    "method added": (document(ONE), document(ONE, method("b")), "method-added", C),
    "method respelled": (
        document(method("getBook", X)),
        document(method("get_book", X)),
        *("method-renamed", B),
    ),
    "method renamed": (
        document(method("book.fetch", X)),
        document(method("book.fetch_one", X)),
        *("method-renamed", B),
    ),
    "parameter removed": (a(X, Y), a(X), "parameter-removed", B),
    "optional parameter added": (a(X), a(X, Z), "parameter-added", C),
    "required parameter added": (a(X), a(X, REQUIRED), "required-parameter-added", B),
    "parameter inserted": (a(X), a(Z, X), "parameters-moved", B),
    "parameters swapped": (a(X, Z), a(Z, X), "parameters-moved", B),
    "parameter renamed": (a(param("name", STRING)), a(Y), "parameter-renamed", B),
    "position respelled": (
        a(param("Block hash", STRING)),
        a(param("Block Hash", STRING)),
        *("parameter-respelled", D),
    ),
    "parameter now required": (
        a(X),
        a(X | {"required": True}),
        *("parameter-now-required", B),
    ),
    "parameter now optional": (
        a(X | {"required": True}),
        a(X),
        *("parameter-now-optional", C),
    ),
    "parameter deprecated": (a(X), a(X | {"deprecated": True}), "deprecated", C),
    "only by name": (a(X), a(X, paramStructure="by-name"), "structure-narrowed", B),
    "either way": (a(X, paramStructure="by-name"), a(X), "structure-widened", C),
    "result gone": (a(X), a(X, result=None), "result-removed", B),
    "result new": (a(X, result=None), a(X), "result-added", C),
    "error new": (a(X), a(X, errors=[ERROR]), "error-added", C),
    "error gone": (a(X, errors=[ERROR]), a(X), "error-removed", B),
    "error renumbered": (
        a(X, errors=[ERROR]),
        a(X, errors=[ERROR | {"code": 2}]),
        *("error-renumbered", B),
    ),
    "error said otherwise": (
        a(X, errors=[ERROR]),
        a(X, errors=[ERROR | {"message": "Lost"}]),
        *("described", D),
    ),
    "method deprecated": (a(X), a(X, deprecated=True), "deprecated", C),
    "method summarised": (a(X), a(X, summary="A."), "described", D),
    "effect declared": (a(X), a(X, **{"x-idempotent": True}), "effect-changed", C),
    "servers": (a(X), a(X) | {"servers": [{"url": "http://a"}]}, "servers-changed", C),
    "another version": (
        a(X),
        a(X) | {"info": {"title": "Small", "version": "2.0.0"}},
        *("described", D),
    ),
    "methods in another order": (
        document(ONE, method("b")),
        document(method("b"), ONE),
        *("reordered", D),
    ),
    "type renamed": (NAMED, RENAMED, "type-removed", B),
    "type nobody uses": (
        a(X),
        a(X) | {"components": schemas(Idle=STRING)},
        *("unused", D),
    ),
}


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_change_of_a_schema_has_its_class(name: str) -> None:
    old, new, code, sent, received = SCHEMAS[name]
    changes = compare_documents(a(param("x", old)), a(param("x", new)))
    assert [(c.code, c.kind) for c in changes if c.code == code] == [(code, sent)]
    changes = compare_documents(a(result=old), a(result=new))
    assert [(c.code, c.kind) for c in changes if c.code == code] == [(code, received)]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_change_of_a_document_has_its_class(name: str) -> None:
    old, new, code, kind = DOCUMENTS[name]
    changes = compare_documents(old, new)
    assert (code, kind) in [(change.code, change.kind) for change in changes]
    worst = changes[0].kind
    assert worst is kind, changes


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_shared_schema_is_judged_both_ways(name: str) -> None:
    old, new, code, sent, received = SCHEMAS[name]
    shared = schema_reference("T")
    before, after = (
        a(param("x", shared), result=shared) | {"components": schemas(T=schema)}
        for schema in (old, new)
    )
    kinds = [c.kind for c in compare_documents(before, after) if c.code == code]
    assert set(kinds) == {sent, received}
    assert len(kinds) == len(set(kinds))


def test_the_table_has_every_rule() -> None:
    shown = {row[2] for row in SCHEMAS.values()} | {
        row[2] for row in DOCUMENTS.values()
    }
    assert shown == RULES.keys() | SCHEMA_RULES.keys()
    assert len(SCHEMAS) + len(DOCUMENTS) >= 40
