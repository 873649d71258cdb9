"""Build and parse `artifact.lock.json`: what an artifact was made from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from hero_generator import __version__
from hero_generator.fingerprint import generator_digest, tool_versions
from hero_generator.manifest import Service
from hero_generator.read import Source
from hero_runtime.document.digest import digest_bytes, digest_canonical

LOCK_NAME = "artifact.lock.json"
LOCK_FORMAT = 1

_NOT_SHAPING = frozenset(
    {"document", "overlay", "vendored", "origin", "digest", "fetched", "source"}
)
"""Settings that say where an input is or comes from; inputs have digests themselves."""


@dataclass(frozen=True, slots=True)
class Lock:
    """Hold the content of a lock."""

    value: dict[str, Any]

    @property
    def names(self) -> dict[str, dict[str, str]]:
        """Return the map from places to Python names that must not change."""
        names = self.value.get("names", {})
        return names if isinstance(names, dict) else {}

    @property
    def files(self) -> dict[str, str]:
        """Return the digest of every file of the artifact, by path."""
        files = self.value.get("files", {})
        return files if isinstance(files, dict) else {}

    @property
    def summary(self) -> str:
        """Return the line that the catalog shows."""
        return str(self.value.get("summary", ""))

    @property
    def version(self) -> str:
        """Return the version of the distribution."""
        return str(self.value.get("version", ""))

    @property
    def surface(self) -> str:
        """Return the digest of the callable surface, which documentation is no part of."""
        spec = self.value.get("spec")
        return str(spec.get("surface", "")) if isinstance(spec, dict) else ""

    @property
    def inputs(self) -> Any:
        """Return the digests of everything the artifact was made from."""
        return self.value.get("inputs")


def build_inputs(source: Source, service: Service) -> dict[str, Any]:
    """Return the digests of everything an artifact is made from."""
    siblings = {
        path: digest_bytes(data) for path, data in sorted(source.siblings.items())
    }
    changelog = source.changelog
    return {
        "changelog": None if changelog is None else digest_bytes(changelog),
        "document": digest_bytes(source.document),
        "generator": generator_digest(),
        "generator_version": __version__,
        "overlay": digest_bytes(source.overlay) if source.overlay else None,
        "settings": digest_canonical(_settings(service)),
        "siblings": siblings,
        "tools": tool_versions(),
    }


def render_lock(
    service: Service,
    inputs: Mapping[str, Any],
    spec: Mapping[str, str],
    summary: str,
    names: Mapping[str, Mapping[str, str]],
    files: Mapping[str, str],
) -> str:
    """Return the text of a lock: sorted, without times or places, with its own digest."""
    content = {
        "format": LOCK_FORMAT,
        "service": service.name,
        "package": service.package,
        "version": service.version,
        "summary": summary,
        "inputs": dict(inputs),
        "spec": dict(spec),
        "names": {scope: dict(names[scope]) for scope in names},
        "files": {path: digest_bytes(text.encode()) for path, text in files.items()},
    }
    return _render(content | {"digest": digest_canonical(content)})


def parse_lock(text: str) -> Lock | None:
    """Parse a lock, or return nothing if a single character of it was changed."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict) or value.get("format") != LOCK_FORMAT:
        return None
    content = {key: item for key, item in value.items() if key != "digest"}
    if value.get("digest") != digest_canonical(content) or _render(value) != text:
        return None
    return Lock(value)


def parse_names(text: str) -> dict[str, dict[str, str]]:
    """Read the names of a lock even if the rest of it was changed by hand."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    names = value.get("names") if isinstance(value, dict) else None
    if not isinstance(names, dict):
        return {}
    return {
        str(scope): {str(k): v for k, v in entries.items() if isinstance(v, str)}
        for scope, entries in names.items()
        if isinstance(entries, dict)
    }


def _settings(service: Service) -> dict[str, Any]:
    """Return the settings that shape an artifact, so not when a document was fetched."""
    settings = asdict(service)
    return {key: settings[key] for key in settings if key not in _NOT_SHAPING}


def _render(value: Mapping[str, Any]) -> str:
    return json.dumps(value, indent=2, sort_keys=True, ensure_ascii=True) + "\n"
