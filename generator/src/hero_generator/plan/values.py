"""Define what a plan consists of: everything decided, nothing rendered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hero_generator.manifest import Service
from hero_generator.names import ClassName
from hero_generator.plan.effects import Effect
from hero_runtime.document.names import PythonIdentifier

Core = dict[str, Any]
"""A schema in the small dialect that `models` understands: every object, enumeration
and union with a name of its own stands behind a `$ref`, every property has its Python
name, and only keywords that shape a Python type are left."""


@dataclass(frozen=True, slots=True)
class Default:
    """Hold a default value of the document; absent and null are not the same."""

    value: Any


@dataclass(frozen=True, slots=True)
class Field:
    """Hold one field of a model."""

    wire_name: str
    python_name: PythonIdentifier
    core: Core
    required: bool
    nullable: bool
    default: Default | None
    description: str


@dataclass(frozen=True, slots=True)
class Model:
    """Hold one class to be generated."""

    name: ClassName
    fields: tuple[Field, ...]
    extra: Core | None
    """Type of the values of properties that have no name of their own."""
    description: str


@dataclass(frozen=True, slots=True)
class Alias:
    """Hold one named type that is not a class: an enumeration, a union, a scalar."""

    name: ClassName
    core: Core
    tag: PythonIdentifier | None
    """Field that tells the members of a union apart."""
    recursive: bool
    """Whether the alias reaches itself through other aliases only."""
    description: str


@dataclass(frozen=True, slots=True)
class Parameter:
    """Hold one parameter of a method."""

    wire_name: str
    python_name: PythonIdentifier
    core: Core
    required: bool
    nullable: bool
    default: Default | None
    description: str


@dataclass(frozen=True, slots=True)
class Method:
    """Hold one method of the client."""

    wire_name: str
    python_name: PythonIdentifier
    parameters: tuple[Parameter, ...]
    """In document order, which is the order on the wire."""
    result: Core | None
    """Type of the result; nothing for a notification."""
    by_position: bool
    sole_object: bool
    """Whether the only parameter is the params object itself."""
    idempotent: bool
    """Whether the document says `x-idempotent`: a call may run twice."""
    effect: Effect
    deprecated: bool
    summary: str
    description: str
    errors: tuple[ClassName, ...]


@dataclass(frozen=True, slots=True)
class ErrorClass:
    """Hold one error the document declares."""

    name: ClassName
    code: int
    message: str


@dataclass(frozen=True, slots=True)
class Plan:
    """Hold everything that will be rendered for one service."""

    service: Service
    title: str
    version: str
    """Version the document gives itself."""
    description: str
    summary: str
    servers: tuple[str, ...]
    models: tuple[Model, ...]
    aliases: tuple[Alias, ...]
    methods: tuple[Method, ...]
    errors: tuple[ErrorClass, ...]
    names: dict[str, dict[str, str]]
    """Scope, place, Python name: the map the lock keeps."""

    @property
    def type_names(self) -> list[str]:
        """Return the names of all models and aliases."""
        models = [str(model.name) for model in self.models]
        return models + [str(alias.name) for alias in self.aliases]
