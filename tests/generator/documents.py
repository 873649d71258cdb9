"""Write tiny OpenRPC documents."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]

STRING: Json = {"type": "string"}
INTEGER: Json = {"type": "integer"}


def document(*methods: Any, **members: Any) -> Json:
    """Return a document; other members may be given or replaced."""
    info = {"title": "Small", "version": "1.0.0"}
    return {"openrpc": "1.3.2", "info": info, "methods": list(methods)} | members


def method(name: str, *params: Any, result: Any = True, **members: Any) -> Json:
    """Return a method; `result` is the schema of its result, or None for none."""
    described: Json = {"name": name, "params": list(params)}
    if result is not None:
        described["result"] = {"name": "result", "schema": result}
    return described | members


def param(name: str, schema: Any, *, required: bool = False, **members: Any) -> Json:
    """Return the content descriptor of a parameter."""
    return {"name": name, "schema": schema, "required": required} | members


def object_schema(*required: str, **properties: Any) -> Json:
    """Return the schema of an object with the named properties."""
    return {"type": "object", "properties": properties, "required": list(required)}


def schemas(**named: Any) -> Json:
    """Return the components of a document that has only schemas."""
    return {"schemas": named}


def schema_reference(name: str) -> Json:
    """Return a reference to a schema of the document."""
    return {"$ref": f"#/components/schemas/{name}"}
