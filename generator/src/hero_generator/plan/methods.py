"""Plan the methods of a client: names, parameters, results, errors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hero_generator.diagnostics import Diagnostic, note, shown
from hero_generator.manifest import Service
from hero_generator.names import ClassName
from hero_generator.plan.defaults import read_default
from hero_generator.plan.effects import (
    EFFECTS,
    Effect,
    declared_effect,
    guess_effect,
)
from hero_generator.plan.errors import Errors
from hero_generator.plan.nodes import Node
from hero_generator.plan.schemas import Schemas
from hero_generator.plan.values import Core, Method, Parameter
from hero_runtime.document.names import (
    PythonIdentifier,
    RESERVED_PARAMETER_NAMES,
    assign_identifiers,
)
from hero_runtime.document.structure import guess_by_position, is_by_position
from hero_runtime.document.texts import clean, first_sentence


@dataclass(frozen=True, slots=True)
class MethodPlanner:
    """Hold what planning a method needs to know of its document."""

    schemas: Schemas
    errors: Errors
    service: Service
    names: Mapping[str, PythonIdentifier]
    locked: Mapping[str, str]
    by_position: bool
    """What an absent or undecided `paramStructure` means in this document."""
    namespaces: frozenset[str]
    """Words before the verb of a method's name."""

    def plan(self, node: Node) -> Method:
        """Plan one method."""
        schema = node.schema
        by_position = is_by_position(schema.get("paramStructure"), self.by_position)
        parameters = self._parameters(node, by_position)
        description = clean(schema.get("description"))
        summary = clean(schema.get("summary")) or description
        sole = self.service.sole_object_parameter and len(parameters) == 1
        return Method(
            wire_name=schema["name"],
            python_name=self.names[schema["name"]],
            parameters=parameters,
            result=self._result(node),
            by_position=by_position,
            sole_object=sole and parameters[0].wire_name == "params",
            idempotent=schema.get("x-idempotent") is True,
            effect=self._effect(node),
            deprecated=schema.get("deprecated") is True,
            summary=first_sentence(summary),
            description=description,
            errors=self._errors(node),
        )

    def _parameters(self, node: Node, by_position: bool) -> tuple[Parameter, ...]:
        descriptors = {
            name: descriptor
            for name, descriptor in _descriptors(self.schemas, node).items()
            if by_position or descriptor.schema.get("name", name) == name
        }
        prefix = f"{node.key}/"
        locked = {
            key.removeprefix(prefix): name
            for key, name in self.locked.items()
            if key.startswith(prefix)
        }
        names = assign_identifiers(
            descriptors, reserved=RESERVED_PARAMETER_NAMES, locked=locked
        )
        return tuple(
            self._parameter(name, names[name], descriptor)
            for name, descriptor in descriptors.items()
        )

    def _parameter(
        self, name: str, python_name: PythonIdentifier, descriptor: Node
    ) -> Parameter:
        schema = descriptor.schema
        place = descriptor.child("schema") if "schema" in schema else None
        core: Core = self.schemas.convert(place) if place is not None else {}
        default = read_default(self.schemas, place, core) if place is not None else None
        inner = place.schema if place is not None else None
        text = clean(schema.get("description")) or clean(schema.get("summary"))
        if not text and isinstance(inner, dict):
            text = clean(inner.get("description"))
        return Parameter(
            wire_name=name,
            python_name=python_name,
            core=core,
            required=schema.get("required") is True,
            nullable=self.schemas.types.is_nullable(core),
            default=default,
            description=text,
        )

    def _result(self, node: Node) -> Core | None:
        if not isinstance(node.schema.get("result"), dict):
            return None
        descriptor = self.schemas.references.follow(node.child("result"))
        if descriptor is None:
            self.schemas.reference(node.child("result"))
            return {}
        if not isinstance(descriptor.schema, dict):
            return {}
        if "schema" in descriptor.schema:
            return self.schemas.convert(descriptor.child("schema"))
        is_schema = {"type", "properties", "oneOf", "anyOf"} & set(descriptor.schema)
        return self.schemas.convert(descriptor) if is_schema else {}

    def _effect(self, node: Node) -> Effect:
        declared = declared_effect(node.schema)
        if declared is not None:
            return declared
        if "x-effect" in node.schema:
            message = (
                f"the effect {shown(str(node.schema['x-effect']))} is none we know"
            )
            hint = f"Say one of {', '.join(EFFECTS)}; the name decides until then."
            self.schemas.report(node, "unknown-effect", message, hint)
        return guess_effect(node.schema["name"], self.namespaces)

    def _errors(self, node: Node) -> tuple[ClassName, ...]:
        listed = node.schema.get("errors")
        places = node.branches("errors") if isinstance(listed, list) else []
        names = [self.errors.add(place) for place in places]
        return tuple(dict.fromkeys(name for name in names if name is not None))


def method_nodes(root: Node, schemas: Schemas) -> list[Node]:
    """Return the methods of a document, references followed, each name once."""
    found: dict[str, Node] = {}
    for index, value in enumerate(root.schema["methods"]):
        node = root.named_item("methods", index, str(value.get("name", index)))
        target = schemas.references.follow(node)
        if target is None:
            message = f"the method reference {value['$ref']!r} leads nowhere"
            hint = "The method is left out; add what it names or drop the reference."
            schemas.report(node, "dangling-reference", message, hint)
        elif isinstance(target.schema, dict) and isinstance(
            target.schema.get("name"), str
        ):
            first = found.setdefault(target.schema["name"], target)
            if first.schema != target.schema:
                message = f"two methods are named {target.schema['name']!r}"
                hint = "Rename or remove one, if need be with an overlay."
                schemas.refuse(node, "duplicate-method", message, hint)
    return list(found.values())


def is_sent_by_position(nodes: list[Node], schemas: Schemas) -> bool:
    """Tell what an undecided `paramStructure` means in a document."""
    return guess_by_position(
        (node.schema.get("paramStructure"), _described_names(schemas, node))
        for node in nodes
    )


def _described_names(schemas: Schemas, node: Node) -> list[str]:
    return [
        str(descriptor.schema.get("name", ""))
        for descriptor in _descriptors(schemas, node).values()
    ]


def rename_notes(
    nodes: list[Node], names: Mapping[str, PythonIdentifier]
) -> list[Diagnostic]:
    """Report the methods whose Python name had to differ from its usual form."""
    return [
        note(
            "method-renamed",
            node.file,
            f"{node.pointer}/name",
            f"the method {node.schema['name']!r} is called {names[node.schema['name']]}",
            "Its usual name is taken or reserved; the name on the wire is unchanged.",
        )
        for node in nodes
        if names[node.schema["name"]] != PythonIdentifier.from_wire(node.schema["name"])
    ]


def _descriptors(schemas: Schemas, node: Node) -> dict[str, Node]:
    """Return the content descriptors of a method's parameters by wire name."""
    listed: Any = node.schema.get("params")
    found: dict[str, Node] = {}
    for index, value in enumerate(listed if isinstance(listed, list) else []):
        if not isinstance(value, dict):
            continue
        place = node.named_item("params", index, str(value.get("name", index)))
        target = schemas.references.follow(place)
        if target is None:
            schemas.reference(place)
        elif isinstance(target.schema, dict):
            name = str(target.schema.get("name", f"parameter{index + 1}"))
            if name in found:
                message = f"two parameters of one method are named {name!r}"
                hint = "Rename one; by position both are sent, by name it is unclear."
                schemas.report(place, "duplicate-parameter", message, hint)
                name = f"{name} {index + 1}"
            found[name] = target
    return found
