"""Compare services on disk with a revision: propose versions, or find missing ones."""

from __future__ import annotations

from pathlib import Path

from hero_generator.diagnostics import Diagnostic, refuses
from hero_generator.fetch.update import FetchStatus, Update
from hero_generator.corrected import parse_corrected
from hero_generator.manifest import Service
from hero_generator.release.git import Revision
from hero_generator.release.proposal import (
    compare_with_released,
    find_missing_bump,
    propose,
)
from hero_generator.release.released import read_released
from hero_generator.workspace import read_specs


def build_bump(specs: Path, service: Service, revision: Revision) -> Update:
    """Return the version and changelog that a service needs since a revision."""
    source, problems = read_specs(specs, service)
    if source is None or refuses(problems, strict=False):
        return Update(service.name, FetchStatus.REFUSED, problems)
    released = read_released(revision, service)
    before = source.changelog or b""
    text = before.decode("utf-8", "replace")
    proposal, more = propose(service, released, source, text)
    problems += more
    if refuses(problems, strict=False):
        return Update(service.name, FetchStatus.REFUSED, problems)
    version = service.version if proposal is None else proposal.version
    after = before if proposal is None else proposal.changelog.encode()
    if proposal is None or (version == service.version and after == before):
        return Update(service.name, FetchStatus.UNCHANGED, problems, version=version)
    return Update(
        service.name,
        FetchStatus.UPDATED,
        problems,
        proposal.changes,
        version,
        {service.changelog: after},
        {"version": version},
    )


def verify_bump(
    specs: Path, service: Service, revision: Revision
) -> tuple[Diagnostic, ...]:
    """Return a problem for each breaking change that the version does not tell of."""
    released = read_released(revision, service)
    source, problems = read_specs(specs, service)
    if released is None or source is None or refuses(problems, strict=False):
        return ()
    new, _ = parse_corrected(source)
    if new is None:
        return ()
    changes, more = compare_with_released(released, new)
    return more + find_missing_bump(service, released, changes)
