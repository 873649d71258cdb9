"""Turn names of a document into the names of Python classes.

How methods, parameters and fields are named stands in `hero_runtime.document.names`,
where clients made from a live document find it too; no other module makes names.
"""

from __future__ import annotations

import keyword
from collections.abc import Iterable
from typing import Self

from hero_runtime.document.names import bounded, is_safe, spelled_out, split_words

RESERVED_CLASS_NAMES = frozenset(
    {"Annotated", "Any", "Final", "Field", "Literal", "Model", "TypeAlias", "Union"}
    | {"TypeAliasType", "StringConstraints", "Self", "Client", "Method", "Omit"}
    | {"Service", "HeroError", "RemoteError", "HeroSlots", "TYPE_CHECKING"}
    | {"Exception", "NotImplemented", "Ellipsis", "ClassVar", "ERRORS", "OMIT"}
    | {"PARAMETERS", "RESULTS", "SERVICE", "Bytes", "Date", "DateTime"}
    | {"AsyncClient"}
)
"""Names that generated modules import or define themselves."""


class ClassName(str):
    """A `PascalCase` name that is safe as a class or a type alias."""

    __slots__ = ()

    @classmethod
    def from_words(
        cls, parts: Iterable[str], *, reserved: frozenset[str] = frozenset()
    ) -> Self:
        """Make a name from foreign text; a reserved one gets a trailing underscore.

        It begins with a capital, so that no field, which never does, can hide it in a
        class: letters of a script without capitals get one in front.
        """
        texts = list(parts)
        words = "".join(word for text in texts for word in class_words(text))
        capital = words if words[:1].isupper() else f"N{words}"
        name = bounded(capital if words else "Unnamed", " ".join(texts))
        clash = keyword.iskeyword(name) or name in reserved
        return cls(f"{name}_" if clash else name)

    @classmethod
    def from_lock(cls, text: str) -> Self | None:
        """Take a name from a lock, or nothing if it is not one we could have made."""
        return cls(text) if is_safe(text) else None


def class_words(text: str) -> list[str]:
    """Split foreign text into capitalised words, `NUM_AS_HEX` like `num_as_hex`.

    Acronyms inside a name keep their case (`FELT`, `HTTPServer`).
    """
    words = split_words(text) or split_words(spelled_out(text))
    shouting = len(words) > 1 and text.upper() == text
    return [_capitalized(word.lower() if shouting else word) for word in words]


def _capitalized(word: str) -> str:
    return word[:1].upper() + word[1:]
