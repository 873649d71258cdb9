"""Describe a service and its methods beyond what their signatures say."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pjrpc.server.exceptions import TypedError

StoreType = TypeVar("StoreType")


@dataclass(frozen=True, slots=True)
class ServiceDescription:
    """Name a service as its manifest, health answer and document do."""

    name: str
    title: str
    version: str
    description: str


@dataclass(frozen=True, slots=True)
class MethodExample:
    """Show one call: parameters by name and the result, both as JSON values."""

    name: str
    params: Mapping[str, Any]
    result: Any


@dataclass(frozen=True, slots=True)
class MethodDescription:
    """Hold the tags, declared errors and examples of one method."""

    tags: tuple[str, ...] = ()
    errors: tuple[type[TypedError], ...] = ()
    examples: tuple[MethodExample, ...] = ()


@dataclass(frozen=True, slots=True)
class Call(Generic[StoreType]):
    """Carry what a method needs besides its parameters.

    `context` is the value of the `X-Hero-Context` header; every read and write is
    scoped by it.
    """

    store: StoreType
    context: int
