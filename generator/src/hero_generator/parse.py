"""Validate decoded JSON as an OpenRPC document; the only user of jsonschema."""

from __future__ import annotations

import functools
import json
import re
from dataclasses import dataclass
from importlib import resources
from typing import Any

import jsonschema
from referencing import Registry
from referencing.jsonschema import DRAFT7

from hero_generator.diagnostics import Diagnostic, error, escape_pointer, warning

MAXIMUM_VIOLATIONS = 50
"""Meta-schema violations shown for one document."""

_SCHEMA_TOOLS = "https://meta.json-schema.tools"


@dataclass(frozen=True, slots=True)
class Document:
    """Hold a parsed OpenRPC document: its form is known to be readable."""

    file: str
    value: dict[str, Any]
    siblings: dict[str, Any]
    """Decoded sibling files, by path relative to the document's folder."""


def parse_document(
    value: Any, file: str, siblings: dict[str, Any]
) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """Check the form of a document against the meta-schema of its version.

    What breaks the meta-schema but leaves the meaning clear is a warning; what leaves
    no methods to generate, or no single meaning, is an error.
    """
    problems = _unreadable(value, file)
    if problems:
        return None, tuple(problems)
    problems = _duplicate_methods(value["methods"], file)
    problems.extend(_violations(value, file))
    return Document(file, value, siblings), tuple(problems)


def _unreadable(value: Any, file: str) -> list[Diagnostic]:
    hint = "Check that this is the answer of rpc.discover or a cached openrpc.json."
    if not isinstance(value, dict) or not isinstance(value.get("openrpc"), str):
        message = "the file is not an OpenRPC document: it has no `openrpc` version"
        return [error("not-openrpc", file, "/openrpc", message, hint)]
    if not isinstance(value.get("methods"), list):
        message = "the document has no list of methods"
        return [error("no-methods", file, "/methods", message, hint)]
    return [
        error("method-form", file, f"/methods/{index}", "a method has no name", hint)
        for index, method in enumerate(value["methods"])
        if not isinstance(method, dict)
        or not isinstance(method.get("name", method.get("$ref")), str)
    ]


def _duplicate_methods(methods: list[Any], file: str) -> list[Diagnostic]:
    seen: dict[str, Any] = {}
    problems = []
    for index, method in enumerate(methods):
        name = method.get("name")
        if not isinstance(name, str) or seen.setdefault(name, method) is method:
            continue
        pointer = f"/methods/{index}"
        message = f"two methods are named {name!r}"
        if seen[name] == method:
            hint = "Remove one; the two are equal and the first one is used."
            problems.append(warning("duplicate-method", file, pointer, message, hint))
        else:
            hint = "Rename or remove one, if need be with an overlay."
            problems.append(error("duplicate-method", file, pointer, message, hint))
    return problems


def _violations(value: dict[str, Any], file: str) -> list[Diagnostic]:
    version, known = _meta_schema_version(value["openrpc"])
    problems = []
    if not known:
        message = f"OpenRPC version {value['openrpc']!r} is not known"
        hint = f"It is read as version {version}; set `openrpc` to a known version."
        problems.append(warning("openrpc-version", file, "/openrpc", message, hint))
        value = value | {"openrpc": "1.3.2" if version == "1.3" else "1.4.0"}
    try:
        problems.extend(_meta_schema_violations(value, version, file))
    except RecursionError:
        message = "the document is nested too deeply to be validated"
        problems.append(error("too-deep", file, "", message, "Flatten its schemas."))
    return problems


def _meta_schema_violations(
    value: dict[str, Any], version: str, file: str
) -> list[Diagnostic]:
    validator = _validator(version)
    if validator.is_valid(value):
        return []
    problems = []
    for outer in validator.iter_errors(value):
        violation = _innermost(outer)
        pointer = "".join(f"/{escape_pointer(str(s))}" for s in violation.absolute_path)
        message = f"breaks the OpenRPC {version} meta-schema: {violation.message}"
        hint = "Correct the document, or correct it here with an overlay."
        problems.append(warning("meta-schema", file, pointer, message, hint))
        if len(problems) == MAXIMUM_VIOLATIONS:
            break
    return sorted(problems, key=lambda problem: (problem.pointer, problem.message))


def _innermost(violation: jsonschema.ValidationError) -> jsonschema.ValidationError:
    """Return what is wrong inside, where a value fits no branch of a union."""
    found = jsonschema.exceptions.best_match([violation])
    return violation if found is None else found


def _meta_schema_version(text: str) -> tuple[str, bool]:
    """Choose the meta-schema for a version: the oldest that knows it."""
    if re.fullmatch(r"1\.4\.[0-9]+", text):
        return "1.4", True
    known = _meta_schema("openrpc-1.3")["properties"]["openrpc"]["enum"]
    return ("1.3", True) if text in known else ("1.3", False)


@functools.cache
def _meta_schema(name: str) -> Any:
    folder = resources.files("hero_generator") / "meta_schemas"
    return json.loads((folder / f"{name}.schema.json").read_text("utf-8"))


@functools.cache
def _validator(version: str) -> jsonschema.Draft7Validator:
    tools = DRAFT7.create_resource(_meta_schema("json-schema-tools"))
    registry: Registry[Any] = Registry().with_resources(
        [(_SCHEMA_TOOLS, tools), (f"{_SCHEMA_TOOLS}/", tools)]
    )
    return jsonschema.Draft7Validator(
        _meta_schema(f"openrpc-{version}"), registry=registry
    )
