"""Read what was released before: document, overlay, version and changelog."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from hero_generator.manifest import MANIFEST_NAME, Service, parse_manifest
from hero_generator.read import Source, refers_outside
from hero_generator.release.git import Revision


@dataclass(frozen=True, slots=True)
class Released:
    """Hold a service as it was at some point of time."""

    version: str
    source: Source


def read_released(revision: Revision, service: Service) -> Released | None:
    """Return a service as a revision has it; nothing if it did not have it."""
    manifest = revision.read(MANIFEST_NAME)
    if manifest is None:
        return None
    text = manifest.decode("utf-8", "replace")
    found = {s.name: s for s in parse_manifest(text, MANIFEST_NAME)[0]}
    entry = found.get(service.name)
    document = revision.read(entry.document) if entry is not None else None
    if entry is None or document is None:
        return None
    siblings = _siblings(revision, entry) if refers_outside(document) else {}
    source = Source(document, revision.read(entry.overlay), siblings=siblings)
    return Released(entry.version, source)


def _siblings(revision: Revision, service: Service) -> dict[str, bytes]:
    """Return the other JSON files that references of a document may mean."""
    folder = str(PurePosixPath(service.document).parent)
    own = {service.document, service.overlay}
    found = _read_folder(revision, folder, "", own) if folder != "." else {}
    if service.vendored:
        found |= _read_folder(revision, service.vendored, "vendored:/", set())
    return found


def _read_folder(
    revision: Revision, folder: str, prefix: str, skipped: set[str]
) -> dict[str, bytes]:
    found = {}
    for path in revision.list_files(folder):
        if path.endswith(".json") and path not in skipped:
            data = revision.read(path)
            if data is not None:
                found[prefix + path.removeprefix(f"{folder}/")] = data
    return found
