"""Turn names of a document into names of Python methods and parameters.

The generator and clients made from a live document share this rule, so that a script
means the same method with both. A safe name is a type: a `PythonIdentifier` cannot be
made by accident from foreign text. Names on the wire stay data and are never rebuilt
from these.
"""

from __future__ import annotations

import hashlib
import keyword
import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Self

MAXIMUM_LENGTH = 80
"""Characters in a Python name; a longer one is cut and gets a digest of the whole."""

RESERVED_METHOD_NAMES = frozenset(
    {"aclose", "batch", "builtins", "close", "subscribe", "with_options"}
)
"""Names that methods share a class with: the public ones of the runtime's client, and
the module by which annotations name a builtin type that a method hides."""

RESERVED_PARAMETER_NAMES = frozenset({"self"})

_SYMBOL_WORDS = {
    "+": "plus",
    "%": "percent",
    "*": "star",
    "&": "and",
    "@": "at",
    "<": "lt",
    ">": "gt",
    "=": "eq",
    "!": "not",
    "#": "hash",
    "$": "dollar",
    "^": "caret",
    "|": "or",
    "~": "tilde",
}
_WORD = re.compile(
    r"[A-Z]{2,}s(?![a-z])|[A-Z]+(?![a-z])[0-9]*|[A-Z]?[a-z][a-z0-9]*|[A-Z]+[0-9]*"
    r"|[0-9]+|[^\W\d_a-zA-Z]+"
)


def default_package(service: str) -> str:
    """Return the import name of a service's client unless its manifest says another."""
    return f"{PythonIdentifier.from_wire(service).rstrip('_')}_client"


class PythonIdentifier(str):
    """A `snake_case` name that is safe as a method, parameter, field or module."""

    __slots__ = ()

    @classmethod
    def from_wire(cls, text: str, *, reserved: frozenset[str] = frozenset()) -> Self:
        """Make a name from foreign text; a reserved one gets a trailing underscore."""
        name = "_".join(word.lower() for word in split_words(text)) or "unnamed"
        return cls._checked(bounded(_leading_letter(name, "n"), text), reserved)

    @classmethod
    def from_lock(cls, text: str) -> Self | None:
        """Take a name from a lock, or nothing if it is not one we could have made."""
        return cls(text) if is_safe(text) else None

    @classmethod
    def _checked(cls, name: str, reserved: frozenset[str]) -> Self:
        clash = keyword.iskeyword(name) or name in reserved
        return cls(f"{name}_" if clash else name)


def is_safe(text: str) -> bool:
    """Tell whether text is a public identifier and no keyword."""
    return (
        text.isidentifier()
        and not keyword.iskeyword(text)
        and not text.startswith("_")
        and len(text) <= MAXIMUM_LENGTH + 10
        and unicodedata.normalize("NFKC", text) == text
    )


def split_words(text: str) -> list[str]:
    """Split foreign text at separators and at changes of case.

    `eth_getBlockByHash` gives eth, get, Block, By, Hash; digits stay with the letters
    before them (`v2`, `sha256`).
    """
    return _WORD.findall(_plain(text.replace("'", "").replace("’", "")))


def spelled_out(text: str) -> str:
    """Replace symbols by words, to tell apart names that differ only in a symbol."""
    words = _SYMBOL_WORDS if split_words(text) else _SYMBOL_WORDS | {"-": "minus"}
    return "".join(f" {words[c]} " if c in words else c for c in text)


def assign_identifiers(
    wire_names: Iterable[str],
    *,
    reserved: frozenset[str] = frozenset(),
    locked: Mapping[str, str] | None = None,
) -> dict[str, PythonIdentifier]:
    """Give every wire name of one scope its own Python name.

    A name in the lock wins. The others are tried as written, then with symbols spelled
    out, then with four hexadecimal digits of the digest of the wire name: never with a
    counter, so that no name depends on how many others there are. Should even nine
    digits be taken, which only a document made for it can cause, raises `ValueError`.
    """
    taken: dict[str, PythonIdentifier] = {}
    used: set[str] = set()
    waiting: list[str] = []
    for wire_name in dict.fromkeys(wire_names):
        kept = PythonIdentifier.from_lock((locked or {}).get(wire_name, ""))
        if kept is not None and kept not in used and kept not in reserved:
            taken[wire_name] = kept
            used.add(kept)
        else:
            waiting.append(wire_name)
    for wire_name in _exact_first(waiting):
        name = _first_free(_candidates(wire_name, reserved), used)
        taken[wire_name] = name
        used.add(name)
    return taken


def suffixed(name: str, origin: str, digits: int = 4) -> str:
    """Append hexadecimal digits of the digest of where the name comes from."""
    digest = hashlib.sha256(origin.encode("utf-8", "replace")).hexdigest()
    return f"{name}_{digest[:digits]}"


def _candidates(wire_name: str, reserved: frozenset[str]) -> Iterable[PythonIdentifier]:
    first = PythonIdentifier.from_wire(wire_name, reserved=reserved)
    yield first
    yield PythonIdentifier.from_wire(spelled_out(wire_name), reserved=reserved)
    yield PythonIdentifier(suffixed(first, wire_name))
    yield PythonIdentifier(suffixed(first, f"{wire_name}#"))
    yield PythonIdentifier(suffixed(first, wire_name, 9))


def _first_free(
    candidates: Iterable[PythonIdentifier], used: set[str]
) -> PythonIdentifier:
    for name in candidates:
        if name not in used:
            return name
    raise ValueError("too many names of one scope are alike")


def _exact_first(wire_names: list[str]) -> list[str]:
    """Let a name that needs no change have it; the order of a document is no matter."""
    return sorted(wire_names, key=lambda n: (PythonIdentifier.from_wire(n) != n, n))


def _plain(text: str) -> str:
    """Fold accents and compatibility forms; drop what no identifier can hold."""
    if text.isascii():
        return text
    folded = unicodedata.normalize("NFKD", text)
    letters = "".join(
        c if c.isascii() else c.casefold()
        for c in folded
        if not unicodedata.combining(c)
    )
    return "".join(
        c if c.isascii() or f"a{c}".isidentifier() else " "
        for c in unicodedata.normalize("NFKC", letters)
    )


def _leading_letter(name: str, prefix: str) -> str:
    return name if name[:1].isidentifier() else prefix + name


def bounded(name: str, origin: str) -> str:
    """Cut a name that is too long; it then ends with a digest of where it comes from."""
    if len(name) <= MAXIMUM_LENGTH:
        return name
    return suffixed(name[: MAXIMUM_LENGTH - 5].rstrip("_"), origin)
