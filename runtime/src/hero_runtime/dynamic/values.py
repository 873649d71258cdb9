"""Hold what a dynamic client knows of its service."""

from dataclasses import dataclass
from typing import Any

from hero_runtime.document.names import PythonIdentifier
from hero_runtime.service import Method


@dataclass(frozen=True, slots=True)
class LiveParameter:
    """Hold one parameter of a method."""

    python_name: PythonIdentifier
    required: bool
    default: object
    """A plain JSON value, or `OMIT`."""
    annotation: Any
    """The builtin type that JSON values of it have, as far as there is one."""
    description: str


@dataclass(frozen=True, slots=True)
class LiveMethod:
    """Hold one method of a live document."""

    method: Method[Any]
    python_name: PythonIdentifier
    parameters: tuple[LiveParameter, ...]
    """In the order of the document, which is the order on the wire."""
    text: str
    """Its docstring."""


@dataclass(frozen=True, slots=True)
class LiveService:
    """Hold a live document."""

    text: str
    methods: tuple[LiveMethod, ...]
