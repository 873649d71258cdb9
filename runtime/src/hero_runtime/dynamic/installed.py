"""Find the generated client of a service, if its package is installed."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final

from hero_runtime.document.names import default_package
from hero_runtime.service import Method, Service

LOCK_NAME: Final = "artifact.lock.json"


@dataclass(frozen=True, slots=True)
class InstalledClient:
    """Hold what an installed client says of its service."""

    service: Service
    names: Mapping[str, Mapping[str, str]]
    digest: str
    """Of the document it was made from; empty where its lock does not tell."""
    surface: str
    """Of the same without documentation; empty where an overlay changed it."""
    methods: Mapping[str, Method[Any]]


def find_installed(name: str) -> InstalledClient | None:
    """Return the client of a service that is installed by its usual import name."""
    package = default_package(name)
    lock = _read_lock(package)
    if lock is None or lock.get("service") != name:
        return None
    module = import_module(f"{package}.methods")
    spec, inputs = _table(lock, "spec"), _table(lock, "inputs")
    is_corrected = inputs.get("overlay") is not None
    plain = "" if is_corrected else str(spec.get("canonical", ""))
    methods = [one for one in vars(module).values() if isinstance(one, Method)]
    return InstalledClient(
        service=module.SERVICE,
        names={scope: dict(names) for scope, names in _table(lock, "names").items()},
        digest=str(spec.get("original", plain)),
        surface="" if is_corrected else str(spec.get("surface", "")),
        methods={method.name: method for method in methods},
    )


def _read_lock(package: str) -> dict[str, Any] | None:
    found = find_spec(package)
    for folder in (found and found.submodule_search_locations) or ():
        try:
            with open(os.path.join(folder, LOCK_NAME), encoding="utf-8") as file:
                lock = json.load(file)
        except (OSError, ValueError):
            continue
        if isinstance(lock, dict):
            return lock
    return None


def _table(lock: Mapping[str, Any], key: str) -> dict[str, Any]:
    value = lock.get(key)
    return value if isinstance(value, dict) else {}
