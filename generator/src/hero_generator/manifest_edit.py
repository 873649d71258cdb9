"""Change entries of `specs.toml`, keeping its comments, order and form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import tomlkit
from tomlkit.items import Table


def edit_manifest(text: str, name: str, settings: Mapping[str, str | list[str]]) -> str:
    """Return the text with settings of one entry set; a new entry is put at the end."""
    document = tomlkit.parse(text)
    services: Any = document.get("services")
    if services is None:
        services = document["services"] = tomlkit.table(is_super_table=True)
    entry: Any = services.get(name)
    if entry is None:
        entry = tomlkit.table()
        _add_apart(services, name, entry, first=not text.strip())
    for key, value in settings.items():
        if entry.get(key) != value:
            entry[key] = value
    return tomlkit.dumps(document)


def _add_apart(services: Any, name: str, entry: Table, *, first: bool) -> None:
    """Add an entry behind an empty line."""
    if services and not first:
        last = services[list(services)[-1]]
        if not tomlkit.dumps(last).endswith("\n\n"):
            last.add(tomlkit.nl())
    services[name] = entry
