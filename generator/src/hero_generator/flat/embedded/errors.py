"""The errors of a call."""

from __future__ import annotations

import reprlib
from typing import Any, ClassVar


class HeroError(Exception):
    """Any failure of a call; catch this to catch them all."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
        self.method = ""

    def __str__(self) -> str:
        return f"{self.method}: {self.message}" if self.method else self.message


class TransportError(HeroError):
    """The request or its answer did not get through.

    Only when `sent` is false is it certain that the call did not run.
    """

    def __init__(self, message: str, *, sent: bool = True) -> None:
        super().__init__(message)
        self.sent = sent


class ProtocolError(HeroError):
    """The answer breaks HTTP or JSON-RPC 2.0."""


class ValidationError(HeroError):
    """A value does not have its type; `field` is the path of the wrong value."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class RemoteError(HeroError):
    """The service answered with an error; the document's own errors derive from it."""

    code: ClassVar[int | None] = None

    def __init__(self, message: str, code: int, data: Any = None) -> None:
        super().__init__(message)
        vars(self)["code"] = code
        self.data = data

    def __str__(self) -> str:
        text = f"error {self.code}: {_printable(self.message)}"
        text += "" if self.data is None else f"; data: {_shown(self.data)}"
        return f"{self.method}: {text}" if self.method else text


def _shown(value: Any) -> str:
    """Show a foreign value: bounded, without control characters."""
    return _printable(reprlib.repr(value))


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text[:2048])
