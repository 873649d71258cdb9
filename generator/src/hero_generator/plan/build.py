"""Build the plan of one service: everything decided, nothing rendered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hero_generator.diagnostics import Diagnostic
from hero_generator.manifest import Service
from hero_generator.names import ClassName
from hero_generator.parse import Document
from hero_generator.plan.cycles import break_cycles
from hero_generator.plan.effects import find_namespaces
from hero_generator.plan.errors import Errors
from hero_generator.plan.methods import (
    MethodPlanner,
    is_sent_by_position,
    method_nodes,
    rename_notes,
)
from hero_generator.plan.named import build_types
from hero_generator.plan.nodes import Node
from hero_generator.plan.references import References
from hero_generator.plan.schemas import Schemas
from hero_generator.plan.summaries import build_summary
from hero_generator.plan.values import Method, Plan
from hero_runtime.document.names import RESERVED_METHOD_NAMES, assign_identifiers
from hero_runtime.document.texts import clean, first_sentence

Names = Mapping[str, Mapping[str, str]]
"""Scope, place, Python name: the map that a lock remembers."""


def build_plan(
    document: Document, service: Service, locked: Names
) -> tuple[Plan, tuple[Diagnostic, ...]]:
    """Decide everything about the artifact of one service."""
    schemas = Schemas(References(document))
    root = schemas.references.root
    nodes = method_nodes(root, schemas)
    prefixes = ("", "Async", "Batch")
    client_names = frozenset(f"{prefix}{service.class_name}" for prefix in prefixes)
    errors = Errors(schemas, client_names, locked.get("errors", {}))
    method_names = assign_identifiers(
        [node.schema["name"] for node in nodes],
        reserved=RESERVED_METHOD_NAMES,
        locked=locked.get("methods", {}),
    )
    _convert_components(root, schemas)
    by_position = is_sent_by_position(nodes, schemas)
    planner = MethodPlanner(
        schemas,
        errors,
        service,
        method_names,
        locked.get("parameters", {}),
        by_position,
        find_namespaces(node.schema["name"] for node in nodes),
    )
    methods = [planner.plan(node) for node in nodes]
    reserved = client_names | {error.name for error in errors.classes}
    break_cycles(schemas)
    types = build_types(schemas, reserved, locked)
    info = document.value.get("info")
    info = info if isinstance(info, dict) else {}
    plan = Plan(
        service=service,
        title=clean(info.get("title")) or service.name,
        version=clean(info.get("version")),
        description=clean(info.get("description")),
        summary=service.summary
        or build_summary(service.name, info, [node.schema for node in nodes]),
        servers=_servers(document.value),
        models=types.models,
        aliases=types.aliases,
        methods=tuple(types.resolve_method(method) for method in methods),
        errors=errors.classes,
        names=_names(nodes, methods, errors, types.names, types.field_names),
    )
    problems = (*schemas.problems, *rename_notes(nodes, method_names))
    return plan, problems


def _convert_components(root: Node, schemas: Schemas) -> None:
    """Define the document's own named schemas, used by a method or not."""
    components = root.schema.get("components")
    if not isinstance(components, dict):
        return
    group = components.get("schemas")
    for name in group if isinstance(group, dict) else {}:
        place = root.child("components").member("schemas", name)
        schemas.define(place)


def _servers(document: dict[str, Any]) -> tuple[str, ...]:
    """Return the absolute HTTP addresses of the document, variables filled in."""
    listed = document.get("servers")
    urls = [
        _filled(entry)
        for entry in (listed if isinstance(listed, list) else [])
        if isinstance(entry, dict)
    ]
    return tuple(
        url
        for url in urls
        if isinstance(url, str)
        and url.startswith(("http://", "https://"))
        and url.isprintable()
        and not {"{", "$", " ", '"', "\\"} & set(url)
    )


def _filled(server: dict[str, Any]) -> Any:
    """Return the address of a server with the defaults of its variables.

    The specification writes `{name}`, its own examples `${name}`.
    """
    url, variables = server.get("url"), server.get("variables")
    if not isinstance(url, str) or not isinstance(variables, dict):
        return url
    for name, variable in variables.items():
        default = variable.get("default") if isinstance(variable, dict) else None
        if isinstance(default, str):
            url = url.replace(f"${{{name}}}", default).replace(f"{{{name}}}", default)
    return url


def _names(
    nodes: list[Node],
    methods: list[Method],
    errors: Errors,
    type_names: Mapping[str, ClassName],
    field_names: Mapping[str, str],
) -> dict[str, dict[str, str]]:
    parameters = {
        f"{node.key}/{parameter.wire_name}": str(parameter.python_name)
        for node, method in zip(nodes, methods, strict=True)
        for parameter in method.parameters
    }
    return {
        "methods": {m.wire_name: str(m.python_name) for m in methods},
        "parameters": parameters,
        "types": {key: str(name) for key, name in type_names.items()},
        "fields": dict(field_names),
        "errors": {str(error.code): str(error.name) for error in errors.classes},
    }
