"""Plan exceptions for the errors a document declares, one class per code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hero_generator.names import ClassName
from hero_generator.plan.nodes import Node
from hero_generator.plan.schemas import Schemas
from hero_generator.plan.values import ErrorClass
from hero_runtime.document.names import split_words, suffixed
from hero_runtime.document.texts import clean

RESERVED_ERROR_NAMES = frozenset(
    {"RemoteError", "HeroError", "TransportError", "ProtocolError", "ValidationError"}
    | {"ParameterError", "ResultError", "ConnectionFailed", "ConnectionLost"}
    | {"TimedOut", "InterfaceMismatch", "Final", "Exception", "ERRORS"}
)
"""Names of the runtime's own errors."""

MAXIMUM_WORDS = 6
"""Words of a message that become the name of its class."""

_STANDARD = {
    -32700: "Parse error",
    -32600: "Invalid request",
    -32601: "Method not found",
    -32602: "Invalid params",
    -32603: "Internal error",
}
"""Errors of JSON-RPC 2.0, section 5.1: their names do not depend on the document."""


class Errors:
    """Collect the declared errors of one document."""

    def __init__(
        self, schemas: Schemas, reserved: frozenset[str], locked: Mapping[str, str]
    ) -> None:
        self._schemas = schemas
        self._forbidden = RESERVED_ERROR_NAMES | reserved
        self._locked = locked
        self._classes: dict[int, ErrorClass] = {}

    @property
    def classes(self) -> tuple[ErrorClass, ...]:
        """Return the classes found so far, by code."""
        return tuple(error for _, error in sorted(self._classes.items()))

    def add(self, place: Node) -> ClassName | None:
        """Note one declared error and return its class, if it says a usable code."""
        target = self._schemas.references.follow(place)
        if target is None:
            self._schemas.reference(place)
            return None
        schema: Any = target.schema
        code = schema.get("code") if isinstance(schema, dict) else None
        if isinstance(code, bool) or not isinstance(code, int):
            message = "a declared error has no integer code"
            self._schemas.report(target, "error-code", message, "Give it a code.")
            return None
        if code not in self._classes:
            message = _STANDARD.get(code) or clean(schema.get("message"))
            self._classes[code] = ErrorClass(self._name(code, message), code, message)
        return self._classes[code].name

    def _name(self, code: int, message: str) -> ClassName:
        used = {error.name for error in self._classes.values()}
        kept = ClassName.from_lock(self._locked.get(str(code), ""))
        if kept is not None and kept not in used | self._forbidden:
            return kept
        sign = "Minus" if code < 0 else ""
        text = _STANDARD.get(code, message) or f"Error {sign} {abs(code)}"
        words = split_words(text)[:MAXIMUM_WORDS]
        name = ClassName.from_words([" ".join(words)], reserved=self._forbidden)
        return name if name not in used else ClassName(suffixed(name, str(code)))
