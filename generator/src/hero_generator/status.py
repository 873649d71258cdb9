"""Tell for each service which document is installed, committed, cached and live."""

from __future__ import annotations

import json
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from hero_generator.diagnostics import refuses
from hero_runtime.document.digest import digest_bytes, digest_canonical
from hero_generator.freshness import find_lock, is_current, read_artifact
from hero_generator.lock import LOCK_NAME
from hero_generator.manifest import Service
from hero_generator.read import Source, decode_json
from hero_generator.workspace import Workspace, read_specs

NONE = ""
"""Stands for a digest where there is no document."""
_WORKERS = 8


@dataclass(frozen=True, slots=True)
class ServiceStatus:
    """Hold the digests of the documents of one service, and what they ask for."""

    name: str
    installed: str
    """In the lock of the package that this Python imports."""
    committed: str
    """In the lock of the package below `generated/`."""
    cached: str
    """Of the document in the specs folder."""
    live: str
    """Of what the service answers now."""
    actions: tuple[str, ...]
    """What to do, in order; empty if there is nothing to do."""


def read_status(
    workspace: Workspace, services: Iterable[Service], live: dict[str, bytes]
) -> list[ServiceStatus]:
    """Return the status of services; `live` holds what those that run answer."""
    with ThreadPoolExecutor(_WORKERS) as pool:
        return list(
            pool.map(lambda s: _status(workspace, s, live.get(s.name)), services)
        )


def _status(
    workspace: Workspace, service: Service, live: bytes | None
) -> ServiceStatus:
    source = read_specs(workspace.specs, service)[0]
    files = read_artifact(workspace.output / service.name)
    lock = find_lock(files)
    committed = _document_digest(lock.value if lock is not None else None)
    installed = _installed_lock(service)
    cached = digest_bytes(source.document) if source is not None else NONE
    current = source is not None and is_current(files, source, service)
    actions = [
        *_live_actions(service, source, live),
        *_edited_actions(service, cached),
        *([] if current or source is None else ["hero-generator generate"]),
        *_install_actions(workspace, service, lock, installed, bool(files)),
    ]
    return ServiceStatus(
        service.name,
        _document_digest(installed),
        committed,
        cached,
        digest_bytes(live) if live is not None else NONE,
        tuple(actions),
    )


def _document_digest(lock: dict[str, Any] | None) -> str:
    inputs = lock.get("inputs") if lock is not None else None
    return str(inputs.get("document", NONE)) if isinstance(inputs, dict) else NONE


def _installed_lock(service: Service) -> dict[str, Any] | None:
    """Return the lock in the package that an import would find; nothing is imported."""
    try:
        metadata.distribution(service.distribution)
        found = find_spec(service.package)
    except (metadata.PackageNotFoundError, ImportError, ValueError):
        return None
    if found is None or found.origin is None:
        return None
    try:
        value = json.loads(Path(found.origin).with_name(LOCK_NAME).read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _live_actions(
    service: Service, source: Source | None, live: bytes | None
) -> list[str]:
    """Ask to fetch if the live document says something else than the cached one."""
    command = f"hero-generator fetch {service.name}"
    if source is None:
        return [command]
    if live is None or live == source.document:
        return []
    return [] if _canonical(live) == _canonical(source.document) else [command]


def _canonical(data: bytes) -> str | None:
    value, problems = decode_json(data, "openrpc.json")
    return None if refuses(problems, strict=False) else digest_canonical(value)


def _edited_actions(service: Service, cached: str) -> list[str]:
    if service.digest in (NONE, cached) or cached == NONE:
        return []
    overlay = service.overlay
    return [f"move the edit of {service.document} to {overlay}, then fetch again"]


def _install_actions(
    workspace: Workspace,
    service: Service,
    lock: Any,
    installed: dict[str, Any] | None,
    exists: bool,
) -> list[str]:
    if not exists or (installed is not None and lock and installed == lock.value):
        return []
    folder = workspace.output.name
    return [f"pip install ./{folder}/{service.name}"]
