"""Know the names and signatures of granted clients, to say what would be right.

Read from the text of the installed packages, which is never imported, and only once a
script has a mistake to explain.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from hero_runner.gate.definitions import read_definitions
from hero_runner.gate.grants import Grant

_CLIENT_CLASS: Final = re.compile(r"^class (\w+)\(Client\):", re.MULTILINE)
_MODULES: Final = (
    *("client.py", "async_client.py", "batch_client.py", "models.py", "errors.py"),
)
_PARAMETER: Final = re.compile(r"(\w+):")
_LONGEST: Final = 300
"""Characters of a signature or of a list of names that are shown."""


@dataclass(frozen=True, slots=True)
class Interface:
    """Hold the classes that a script may meet, and the type aliases."""

    classes: Mapping[str, Mapping[str, str]]
    """Class to its public members; each with its type, or with its signature."""
    aliases: Mapping[str, str]
    packages: Mapping[str, Set[str]]
    """Package to the names that it exports."""
    clients: Set[str]

    def is_method(self, owner: str, name: str) -> bool:
        """Tell whether a member is a method."""
        return "(" in self.classes.get(owner, {}).get(name, "").partition(":")[0]

    def find_nearest(self, owner: str, name: str) -> list[str]:
        """Return the members of a class whose names are most like a wrong one."""
        return find_nearest(name, self.classes.get(owner, {}))

    def find_owners(self, name: str) -> list[str]:
        """Return the classes that have a member of a name."""
        return [owner for owner, members in self.classes.items() if name in members]

    def describe(self, owner: str, name: str) -> str:
        """Return how a member is written: `name: str`, or its whole signature."""
        return shorten(self.classes[owner][name])

    def list_members(self, owner: str) -> str:
        """Return the names of all members of a class, as many as can be shown.

        Of a model only the fields: what all models have is not looked for.
        """
        members = self.list_fields(owner) or self.classes.get(owner, {})
        return shorten(", ".join(members))

    def render_constructor(self, model: str) -> str:
        """Return the call that makes a model, with the type of each field."""
        members = self.classes.get(model, {})
        fields = [members[name] for name in self.list_fields(model)]
        return shorten(f"{model}({', '.join(fields)})")

    def list_fields(self, owner: str) -> list[str]:
        """Return the names of the members of a class that are no methods."""
        members = self.classes.get(owner, {})
        return [name for name in members if not self.is_method(owner, name)]

    def list_parameters(self, owner: str, name: str) -> list[str]:
        """Return the names of the parameters of a method."""
        signature = self.classes.get(owner, {}).get(name, "")
        return _PARAMETER.findall(signature.partition(") ->")[0])


def read_client_classes(grants: Sequence[Grant]) -> frozenset[str]:
    """Return the names of the client classes of packages, both kinds of each."""
    found = set()
    for grant in grants:
        for name in _CLIENT_CLASS.findall(_read_text(grant.folder / "client.py")):
            found |= {name, f"Async{name}"}
    return frozenset(found)


def read_interface(grants: Sequence[Grant], others: Iterable[Path]) -> Interface:
    """Read what granted packages define, and the classes of other modules."""
    classes: dict[str, dict[str, str]] = {}
    aliases: dict[str, str] = {}
    packages: dict[str, set[str]] = {}
    bases: dict[str, list[str]] = {}
    for grant in grants:
        own: dict[str, dict[str, str]] = {}
        named: dict[str, str] = {}
        for name in _MODULES:
            read_definitions(_read_text(grant.folder / name), own, bases, named)
        packages[grant.package] = {*own, *named}
        classes |= own
        aliases |= named
    for path in others:
        read_definitions(_read_text(path), classes, bases, aliases)
    for name in classes:
        _inherit(name, classes, bases)
    return Interface(classes, aliases, packages, read_client_classes(grants))


def find_nearest(name: str, names: Iterable[str]) -> list[str]:
    """Return at most three names that are most like a wrong one, best first."""
    candidates = list(names)
    lowered = {candidate.lower(): candidate for candidate in candidates}
    near = difflib.get_close_matches(name.lower(), list(lowered), n=3, cutoff=0.6)
    found = [lowered[item] for item in near]
    certain = difflib.get_close_matches(name.lower(), near, n=1, cutoff=0.85)
    if certain:
        return found[:1]
    words = _stems(name)
    sharing = [item for item in candidates if words & _stems(item)]
    return list(dict.fromkeys([*sharing[:2], *found]))[:3]


def _stems(name: str) -> set[str]:
    """Return the words of a name that say something, in the singular."""
    words = name.lower().strip("_").split("_")
    return {word.removesuffix("s") for word in words if len(word) > 2}


def shorten(text: str) -> str:
    """Return text on one line, cut to what can be shown."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 3]}..."


def _read_text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError:
        return ""


def _inherit(
    name: str, classes: dict[str, dict[str, str]], bases: Mapping[str, list[str]]
) -> None:
    """Add the members of the bases to those of a class."""
    waiting = list(bases.get(name, ()))
    seen = {name}
    while waiting:
        base = waiting.pop()
        if base in seen or base not in classes:
            continue
        seen.add(base)
        waiting += bases.get(base, ())
        inherited = classes[base].items()
        own = classes[name]
        own.update((item, text) for item, text in inherited if item not in own)
