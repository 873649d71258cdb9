"""Put a fetched document, its version and its changelog into the specs folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from hero_generator.changes import Change
from hero_generator.diagnostics import Diagnostic, error, refuses
from hero_runtime.document.digest import digest_bytes, render_canonical
from hero_generator.fetch.documents import Received
from hero_generator.fetch.service import Fetched
from hero_generator.fetch.targets import Target, find_name_problem
from hero_generator.manifest import Service, build_service
from hero_generator.read import Source, decode_json
from hero_generator.release.git import Revision
from hero_generator.release.proposal import propose
from hero_generator.release.released import Released, read_released
from hero_generator.workspace import read_specs


class FetchStatus(Enum):
    """Tell what became of a cached document."""

    UNCHANGED = "unchanged"
    CREATED = "created"
    UPDATED = "updated"
    ABSENT = "absent"
    """Not running, and not asked for by name: the cached document stays."""
    REFUSED = "refused"
    """What was received is no good: the cached document stays."""


@dataclass(frozen=True, slots=True)
class Update:
    """Hold what came of fetching one service, and what is to be written."""

    name: str
    status: FetchStatus
    diagnostics: tuple[Diagnostic, ...] = ()
    changes: tuple[Change, ...] = ()
    """From the cached document to the fetched one."""
    version: str = ""
    files: Mapping[str, bytes] = field(default_factory=dict)
    """By path in the specs folder."""
    settings: Mapping[str, str | list[str]] = field(default_factory=dict)
    """To set in the entry of the manifest."""


@dataclass(frozen=True, slots=True)
class Cache:
    """Hold where documents are cached, and what was committed of them."""

    specs: Path
    services: Mapping[str, Service]
    committed: Revision | None
    """The last commit; without one, what is on disk counts as released."""
    today: str
    accepts_shrink: bool = False


def build_update(cache: Cache, target: Target, fetched: Fetched) -> Update:
    """Compare what was fetched with the cached document; write nothing."""
    problems = fetched.problems
    received = fetched.received
    name_problem = find_name_problem(target.name)
    if name_problem is not None:
        return Update(target.name, FetchStatus.REFUSED, (*problems, name_problem))
    if received is None or received.value is None:
        absent = not refuses(problems, strict=False)
        status = FetchStatus.ABSENT if absent else FetchStatus.REFUSED
        return Update(target.name, status, problems)
    known = cache.services.get(target.name)
    service = known or build_service(target.name)
    cached, more = _read_cached(cache, service)
    problems += more
    if cached is None or received.data != cached.document:
        shrunk = None if cached is None else _find_shrink(cached, received)
        if shrunk is not None and not cache.accepts_shrink:
            return Update(target.name, FetchStatus.REFUSED, (*problems, shrunk))
        return _changed(cache, target, service, cached, received, problems)
    settings = _settings(cache, target, known, received)
    return Update(
        target.name,
        FetchStatus.UNCHANGED,
        problems,
        version=service.version,
        settings=settings if known is None or known.digest == "" else {},
    )


def _read_cached(
    cache: Cache, service: Service
) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    if not (cache.specs / service.document).is_file():
        return None, ()
    return read_specs(cache.specs, service)


def _changed(
    cache: Cache,
    target: Target,
    service: Service,
    cached: Source | None,
    received: Received,
    problems: tuple[Diagnostic, ...],
) -> Update:
    beside = cached or Source(b"")
    source = Source(
        received.data, beside.overlay, beside.changelog, dict(beside.siblings)
    )
    released = _find_released(cache, service, cached)
    text = (beside.changelog or b"").decode("utf-8", "replace")
    proposal, more = propose(service, released, source, text)
    problems += tuple(p for p in more if p not in problems)
    if refuses(problems, strict=False):
        return Update(target.name, FetchStatus.REFUSED, problems)
    known = cache.services.get(target.name)
    settings = _settings(cache, target, known, received)
    files = {service.document: received.data}
    version = service.version
    if proposal is not None:
        version = proposal.version
        files[service.changelog] = proposal.changelog.encode()
        settings["version"] = version
    status = FetchStatus.CREATED if cached is None else FetchStatus.UPDATED
    changes = proposal.changes if proposal is not None else ()
    return Update(target.name, status, problems, changes, version, files, settings)


def _find_released(
    cache: Cache, service: Service, cached: Source | None
) -> Released | None:
    """Return what the next version is counted from: the last commit, or the disk."""
    if cache.committed is not None:
        return read_released(cache.committed, service)
    return None if cached is None else Released(service.version, cached)


def _settings(
    cache: Cache, target: Target, known: Service | None, received: Received
) -> dict[str, str | list[str]]:
    settings: dict[str, str | list[str]] = {"origin": "fetched"}
    if known is None and target.sockets:
        settings["sockets"] = list(target.sockets)
    settings["source"] = target.source
    settings["digest"] = digest_bytes(received.data)
    settings["fetched"] = cache.today
    return settings


def _find_shrink(cached: Source, received: Received) -> Diagnostic | None:
    """Return a problem if half of the methods, or of the text, is gone."""
    value, problems = decode_json(cached.document, "openrpc.json")
    if refuses(problems, strict=False) or not isinstance(value, dict):
        return None
    new = received.value or {}
    before, after = _size(value), _size(new)
    if after[0] * 2 > before[0] and after[1] * 2 > before[1]:
        return None
    message = (
        f"the document shrank from {before[0]} methods to {after[0]}, and from "
        f"{before[1]} characters to {after[1]}"
    )
    hint = "If that is right, fetch with --accept-shrink; the cached document stays."
    return error("spec-shrank", received.place, "", message, hint)


def _size(value: dict[str, object]) -> tuple[int, int]:
    methods = value.get("methods")
    count = len(methods) if isinstance(methods, list) else 0
    return count, len(render_canonical(value))
