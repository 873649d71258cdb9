"""Make the `tools` array of the OpenAI chat API from a document, to compare with.

One function for each method, with the JSON Schema of its parameters; what it answers
has no place there. A function stands alone, so schemas that it refers to come with it.
"""

from __future__ import annotations

import re
from typing import Any

Json = dict[str, Any]

MAXIMUM_NAME = 64
"""Letters of a function's name that the API takes."""

_LOCAL = "#/components/schemas/"


def build_tools(document: Json) -> list[Json]:
    """Return one tool for each method."""
    methods = [_follow(document, method) for method in document["methods"]]
    return [_tool(document, method) for method in methods]


def _tool(document: Json, method: Json) -> Json:
    params = [_follow(document, param) for param in method.get("params", [])]
    properties = {str(p.get("name", "")): _property(p) for p in params}
    schema: Json = {"type": "object", "properties": properties}
    required = [p["name"] for p in params if p.get("required") is True]
    if required:
        schema["required"] = required
    definitions: Json = {}
    schema = _moved(document, schema, definitions)
    if definitions:
        schema["$defs"] = definitions
    name = re.sub(r"[^A-Za-z0-9_-]", "_", str(method.get("name", "")))
    function: Json = {"name": name[:MAXIMUM_NAME]}
    text = method.get("description") or method.get("summary")
    if text:
        function["description"] = text
    return {"type": "function", "function": function | {"parameters": schema}}


def _property(param: Json) -> Any:
    schema = param.get("schema", {})
    text = param.get("description") or param.get("summary")
    if not text or not isinstance(schema, dict) or "description" in schema:
        return schema
    if "$ref" in schema:
        return {"description": text, "allOf": [schema]}
    return {"description": text, **schema}


def _moved(document: Json, value: Any, definitions: Json) -> Any:
    """Point references at definitions of the tool's own, and copy those."""
    if isinstance(value, list):
        return [_moved(document, item, definitions) for item in value]
    if not isinstance(value, dict):
        return value
    reference = value.get("$ref")
    if not isinstance(reference, str) or not reference.startswith("#/"):
        return {k: _moved(document, item, definitions) for k, item in value.items()}
    name = re.sub(r"\W", "_", reference.removeprefix(_LOCAL).removeprefix("#/"))
    if name not in definitions:
        definitions[name] = {}
        definitions[name] = _moved(document, _follow(document, value), definitions)
    return {"$ref": f"#/$defs/{name}"}


def _follow(document: Json, value: Any) -> Json:
    """Return what a reference within the document leads to, or the value itself."""
    reference = value.get("$ref") if isinstance(value, dict) else None
    if not isinstance(reference, str) or not reference.startswith("#/"):
        return value if isinstance(value, dict) else {}
    target: Any = document
    for token in reference[2:].split("/"):
        token = token.replace("~1", "/").replace("~0", "~")
        target = target.get(token) if isinstance(target, dict) else None
    return target if isinstance(target, dict) else {}
