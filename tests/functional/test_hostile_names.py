"""Names that are Python, templates or nothing reach the wire unchanged."""

from __future__ import annotations

import pytest

from tests.functional.service import GeneratedService
from tests.generator.documents import (
    INTEGER,
    document,
    method,
    object_schema,
    param,
    schema_reference,
    schemas,
)
from tests.generator.foreign import HOSTILE

NAMES = list(HOSTILE)
FIELDS = dict.fromkeys(NAMES, INTEGER)

DOCUMENT = document(
    *(method(n, param(n, INTEGER), paramStructure="by-name") for n in NAMES),
    method(
        "thing.set",
        param("thing", schema_reference("Thing")),
        result=schema_reference("Thing"),
    ),
    components=schemas(Thing=object_schema(**FIELDS)),
)


def test_every_method_has_a_name_of_its_own(service: GeneratedService) -> None:
    signatures = service.client.__class__.__dict__
    methods = [name for name in signatures if not name.startswith("_")]
    assert len(set(methods) - {"batch"}) == len(NAMES) + 1
    for name in methods:
        if name != "thing_set":
            getattr(service.client, name)()
    assert [request["method"] for request in service.requests] == NAMES
    assert all(request["params"] == {} for request in service.requests)


def test_every_field_has_a_name_of_its_own(service: GeneratedService) -> None:
    value = {name: number for number, name in enumerate(NAMES)}
    service.result = value
    thing = service.client.thing_set(thing=value)
    assert service.params == {"thing": value}
    fields = type(thing).model_fields
    assert [getattr(thing, name) for name in fields] == list(range(len(NAMES)))
    service.requests.clear()
    service.client.thing_set(thing=thing)
    assert service.params == {"thing": value}


@pytest.mark.parametrize("name", ["close_", "list", "class_", "builtins_"])
def test_some_names_are_as_expected(name: str, service: GeneratedService) -> None:
    assert callable(getattr(service.client, name))
