"""Propose the next version of a package, and the text of its changelog."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hero_generator.changes import Change, Kind
from hero_generator.changes.values import worst_kind
from hero_generator.diagnostics import Diagnostic, error, refuses
from hero_generator.corrected import Corrected, compare_corrected, parse_corrected
from hero_generator.manifest import Service
from hero_generator.read import Source
from hero_generator.release.changelog import (
    put_section,
    render_first_section,
    render_section,
)
from hero_generator.release.released import Released
from hero_generator.release.versions import is_older, next_version


@dataclass(frozen=True, slots=True)
class Proposal:
    """Hold what a change of the interface asks of the next version."""

    version: str
    changelog: str
    changes: tuple[Change, ...]
    is_first: bool = False


def propose(
    service: Service,
    released: Released | None,
    source: Source,
    changelog: str,
) -> tuple[Proposal | None, tuple[Diagnostic, ...]]:
    """Return the version that a source must have, given what was released before.

    A version that is high enough already stays. Nothing is proposed if no more than
    white space changed.
    """
    new, problems = parse_corrected(source)
    if new is None:
        return None, problems
    if released is None:
        section = render_first_section(service.version)
        text = put_section(changelog, section, None)
        return Proposal(service.version, text, (), is_first=True), problems
    changes, more = compare_with_released(released, new)
    problems += more
    if not changes:
        return None, problems
    needed = next_version(released.version, worst_kind(changes))
    version = needed if is_older(service.version, needed) else service.version
    section = render_section(version, changes)
    text = put_section(changelog, section, released.version)
    return Proposal(version, text, changes), problems


def compare_with_released(
    released: Released, new: Corrected
) -> tuple[tuple[Change, ...], tuple[Diagnostic, ...]]:
    """Return every change since what was released."""
    old, problems = parse_corrected(released.source)
    if old is None or refuses(problems, strict=False):
        return (), problems
    try:
        return compare_corrected(old, new), ()
    except RecursionError:
        return (), (too_deep(),)


def find_missing_bump(
    service: Service, released: Released, changes: Sequence[Change]
) -> tuple[Diagnostic, ...]:
    """Return a problem for each breaking change if the version does not say so."""
    breaking = [change for change in changes if change.kind is Kind.BREAKING]
    needed = next_version(released.version, Kind.BREAKING)
    if not breaking or not is_older(service.version, needed):
        return ()
    hint = f"Run `hero-generator release {service.name}`, or take the change back."
    return tuple(
        error(
            "breaking-change",
            service.document,
            "",
            f"{change.place}: {change.message}; version {service.version} has to be "
            f"{needed} or higher",
            hint,
        )
        for change in breaking
    )


def too_deep() -> Diagnostic:
    """Return the problem of schemas that cannot be followed to their end."""
    message = "the schemas are nested too deeply to be compared"
    hint = "Flatten them, if need be with an overlay."
    return error("too-deep", "openrpc.json", "", message, hint)
