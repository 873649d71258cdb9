"""Hold the parts of an interface stub, each with the text it is written in."""

from dataclasses import dataclass

from hero_runtime.service import Effect


@dataclass(frozen=True, slots=True)
class TypeEntry:
    """Hold one class, alias or exception of a stub."""

    name: str
    text: str
    uses: frozenset[str]
    """All names that stand in the text, also those of other modules."""


@dataclass(frozen=True, slots=True)
class MethodEntry:
    """Hold one method of a stub."""

    name: str
    summary: str
    """What the method does, on one line; nothing where its name says it."""
    effect: Effect
    raises: tuple[str, ...]
    """Exceptions that this method declares, without those of all methods."""
    text: str
    uses: frozenset[str]


@dataclass(frozen=True, slots=True)
class Interface:
    """Hold one stub."""

    service: str
    summary: str
    header: tuple[str, ...]
    """The comment lines at its top."""
    imports: tuple[tuple[str, tuple[str, ...]], ...]
    """Modules with the names taken from each; none for the module itself."""
    types: tuple[TypeEntry, ...]
    class_name: str
    class_lines: tuple[str, ...]
    """The head of the client class, with the comments that belong to it."""
    class_uses: frozenset[str]
    methods: tuple[MethodEntry, ...]
    text: str
    """The whole stub."""
