"""Find the installed client packages, without importing any of them."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_LOCK: Final = "artifact.lock.json"
_INTERFACE: Final = "interface.pyi"
_SERVICE_LINE: Final = "# SERVICE:"


@dataclass(frozen=True, slots=True)
class Grant:
    """Hold a service that a script may call, and the package it calls it with."""

    service: str
    package: str
    """Import name, such as `hero_books_client`."""
    folder: Path
    """Folder of the installed package, which holds its interface and its lock."""


class GrantNotFound(LookupError):
    """Say that no installed client package has a name."""


def list_grants() -> tuple[Grant, ...]:
    """Return a grant of every installed client package, ordered by service."""
    found: dict[str, Grant] = {}
    for grant in _iterate_grants():
        # What comes first on the path is what an import would find.
        found.setdefault(grant.package, grant)
    return tuple(sorted(found.values(), key=lambda grant: grant.service))


def find_grant(name: str) -> Grant:
    """Return the grant of a service or of a package by its name.

    Raises GrantNotFound, which says what is installed.
    """
    grants = list_grants()
    for grant in grants:
        if name in (grant.service, grant.package):
            return grant
    raise GrantNotFound(_explain_missing(name, grants))


def _explain_missing(name: str, grants: tuple[Grant, ...]) -> str:
    if not grants:
        return (
            f"no client package for {name!r}: none is installed in the environment "
            f"of {sys.executable}; install one with pip"
        )
    services = [grant.service for grant in grants]
    near = difflib.get_close_matches(name, services, n=1)
    meant = f"did you mean {near[0]!r}? " if near else ""
    return (
        f"no client package for {name!r}: {meant}Installed are {', '.join(services)}; "
        "install another with pip"
    )


def _iterate_grants() -> Iterator[Grant]:
    # An empty entry is the working directory, which may belong to anybody.
    for entry in filter(None, sys.path):
        folder = Path(entry)
        if folder.is_dir():
            for lock in sorted(folder.glob(f"*/{_LOCK}")):
                service = _read_service(lock.with_name(_INTERFACE))
                if service is not None:
                    yield Grant(service, lock.parent.name, lock.parent)


def _read_service(interface: Path) -> str | None:
    """Return the name in the first line of an interface; nothing if it has none."""
    try:
        with interface.open(encoding="utf-8") as stream:
            line = stream.readline(200)
    except (OSError, UnicodeDecodeError):
        return None
    if not line.startswith(_SERVICE_LINE):
        return None
    return line.removeprefix(_SERVICE_LINE).strip()
