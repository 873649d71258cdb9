"""Count versions up by semantic versioning (https://semver.org/spec/v2.0.0.html)."""

from __future__ import annotations

from packaging.version import Version

from hero_generator.changes import Kind


def next_version(version: str, kind: Kind | None) -> str:
    """Return the version after a change of a class; the same one for no change.

    Before 1.0.0 a breaking change counts up the second number and any other the third,
    as pip, Cargo and npm read such versions; from then on the first, the second (for
    what is compatible) and the third (for documentation).
    """
    if kind is None:
        return version
    major, minor, patch = (*Version(version).release, 0, 0)[:3]
    if kind is Kind.BREAKING:
        return f"{major + 1}.0.0" if major else f"0.{minor + 1}.0"
    if kind is Kind.COMPATIBLE and major:
        return f"{major}.{minor + 1}.0"
    return f"{major}.{minor}.{patch + 1}"


def is_older(version: str, other: str) -> bool:
    """Tell whether a version comes before another."""
    return Version(version) < Version(other)
