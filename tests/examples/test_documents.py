"""The cached documents: valid, typed, described, and consistent in themselves."""

import json
from typing import Any

import pytest

from .schema_check import (
    document_schemas,
    meta_schema_problems,
    read_document,
    read_manifest,
    service_names,
    value_problems,
)
from .service_process import SPECS

SERVICES = (
    *("hero_aibroker", "hero_books", "hero_logic", "hero_osis_calendar"),
    *("hero_proc", "hero_redis", "hero_router"),
)


@pytest.fixture(params=SERVICES)
def document(request: pytest.FixtureRequest) -> Any:
    return read_document(request.param)


def test_manifest_names_every_folder() -> None:
    folders = sorted(path.name for path in SPECS.iterdir() if path.is_dir())
    assert sorted(service_names()) == folders == sorted(SERVICES)
    assert read_manifest()["defaults"] == {"sole_object_parameter": True}


def test_document_is_valid(document: Any) -> None:
    assert meta_schema_problems(document) == []


@pytest.mark.parametrize("member", ["name", "params"])
def test_an_invalid_document_is_found(member: str) -> None:
    document = read_document("hero_redis")
    del document["methods"][0][member]
    assert meta_schema_problems(document)


def test_an_invalid_schema_is_found() -> None:
    document = read_document("hero_redis")
    document["components"]["schemas"]["KeyEntry"]["required"] = "key"
    assert meta_schema_problems(document)


@pytest.mark.parametrize("name", SERVICES)
def test_form_of_the_file(name: str) -> None:
    text = (SPECS / name / "openrpc.json").read_text("utf-8")
    assert text == json.dumps(json.loads(text), indent=2, ensure_ascii=False) + "\n"


def test_everything_is_described(document: Any) -> None:
    for method in document["methods"]:
        assert method["summary"].endswith("."), method["name"]
        assert method["tags"], method["name"]
        for parameter in method["params"]:
            assert parameter["description"].endswith("."), parameter["name"]
    for name, schema in document["components"]["schemas"].items():
        assert schema.get("description"), name


def test_required_parameters_come_first(document: Any) -> None:
    for method in document["methods"]:
        required = [bool(item["required"]) for item in method["params"]]
        assert required == sorted(required, reverse=True), method["name"]


def test_every_schema_is_used_and_every_reference_leads_somewhere(
    document: Any,
) -> None:
    used = {
        schema["$ref"] for _, schema in document_schemas(document) if "$ref" in schema
    }
    prefix = "#/components/schemas/"
    assert used == {prefix + name for name in document["components"]["schemas"]}


def test_no_schema_is_untyped_without_saying_so(document: Any) -> None:
    typed = {"type", "$ref", "allOf", "anyOf", "enum", "const"}
    for place, schema in document_schemas(document):
        if not typed & set(schema):
            owner = place.partition("/")[0]
            text = json.dumps(document["components"]["schemas"][owner])
            assert "any JSON" in text, place
        if schema.get("type") == "object":
            assert {"properties", "additionalProperties"} & set(schema), place
        if schema.get("type") == "array":
            assert "items" in schema, place


def test_every_default_matches_its_schema(document: Any) -> None:
    defaults = [
        (place, value_problems(document, schema, schema["default"]))
        for place, schema in document_schemas(document)
        if "default" in schema
    ]
    assert defaults
    assert [(place, found) for place, found in defaults if found] == []


def test_every_example_matches_its_schemas(document: Any) -> None:
    for method in document["methods"]:
        schemas = {item["name"]: item["schema"] for item in method["params"]}
        required = {item["name"] for item in method["params"] if item["required"]}
        for example in method.get("examples", []):
            given = {item["name"]: item["value"] for item in example["params"]}
            assert required <= set(given) <= set(schemas), method["name"]
            for name, value in given.items():
                assert value_problems(document, schemas[name], value) == []
            result = method["result"]["schema"]
            assert value_problems(document, result, example["result"]["value"]) == []


def test_several_methods_have_examples(document: Any) -> None:
    assert sum(1 for method in document["methods"] if method.get("examples")) >= 3


def test_a_wrong_value_is_found() -> None:
    document = read_document("hero_osis_calendar")
    schema = {"$ref": "#/components/schemas/Event"}
    assert len(value_problems(document, schema, {"sid": "", "title": "x"})) == 10


def test_declared_errors_have_positive_codes_or_are_predefined(document: Any) -> None:
    shared = document["components"].get("errors", {})
    for method in document["methods"]:
        for error in method.get("errors", []):
            name = error.get("$ref", "").removeprefix("#/components/errors/")
            code = shared[name]["code"] if name else error["code"]
            assert code > 0 or code == -32602, method["name"]
