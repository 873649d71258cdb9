"""Find the services whose sockets stand in the socket folders."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from hero_runtime import Service as RuntimeService
from hero_runtime.sockets import is_socket, list_folders, list_places
from hero_runtime.transports.address import UnixAddress

from hero_generator.fetch.service import fetch_manifest
from hero_generator.manifest import Service

MAXIMUM_SOCKETS = 500
"""Sockets looked at: a folder that holds more is not one of services."""
_WORKERS = 8
_OTHER_USES = ("admin", "ui", "web")
"""Sockets of a service that speak no JSON-RPC, by the beginning of their name."""


@dataclass(frozen=True, slots=True)
class Found:
    """Hold a socket and the service it belongs to."""

    name: str
    path: str
    shown: str
    """The path below the socket folder, which is the same on every machine."""

    @property
    def address(self) -> UnixAddress:
        """Return where the service answers."""
        return UnixAddress(self.path)


def find_services(
    services: Iterable[Service],
    environ: Mapping[str, str],
    home: str,
    seconds: float,
) -> list[Found]:
    """Return every socket in the folders, with the name that it belongs to.

    The manifest of the project decides by its `sockets`; then what the service calls
    itself; then the name of its folder or file.
    """
    known = _known_places(services, environ, home)
    paths = [
        (path, shown)
        for folder in list_folders(environ, home)
        for path, shown in _list_sockets(Path(folder))
    ]
    unique = {os.path.realpath(path): (path, shown) for path, shown in reversed(paths)}
    ordered = list(reversed(unique.values()))[:MAXIMUM_SOCKETS]

    def identify(found: tuple[str, str]) -> Found | None:
        path, shown = found
        name = known.get(os.path.realpath(path))
        if name is None:
            name = _name_of(path, shown, seconds)
        return None if name is None else Found(name, path, shown)

    with ThreadPoolExecutor(_WORKERS) as pool:
        return [found for found in pool.map(identify, ordered) if found is not None]


def find_configured(
    service: Service, environ: Mapping[str, str], home: str
) -> Found | None:
    """Return the first socket of a service of the manifest, as a client finds it."""
    for path in list_places(_runtime_service(service), environ, home):
        if is_socket(path):
            return Found(service.name, path, _below(path, environ, home))
    return None


def _known_places(
    services: Iterable[Service], environ: Mapping[str, str], home: str
) -> dict[str, str]:
    """Return which service the manifest says each existing socket belongs to."""
    known: dict[str, str] = {}
    for service in services:
        if not service.sockets:
            continue
        for path in list_places(_runtime_service(service), environ, home):
            if is_socket(path):
                known.setdefault(os.path.realpath(path), service.name)
    return known


def _runtime_service(service: Service) -> RuntimeService:
    return RuntimeService(service.name, service.package, 1, service.sockets)


def _below(path: str, environ: Mapping[str, str], home: str) -> str:
    for folder in list_folders(environ, home):
        if path.startswith(f"{folder}/"):
            return path.removeprefix(f"{folder}/")
    return os.path.basename(path)


def _list_sockets(folder: Path) -> list[tuple[str, str]]:
    """Return the sockets of a folder that may speak JSON-RPC, in all known layouts."""
    found = []
    for pattern in ("*/rpc.sock", "*/*/rpc.sock", "*.sock"):
        for path in sorted(folder.glob(pattern)):
            shown = path.relative_to(folder).as_posix()
            if is_socket(str(path)) and not _is_other(shown):
                found.append((str(path), shown))
    return found


def _is_other(shown: str) -> bool:
    stem = shown.removesuffix(".sock").rpartition("/")[2]
    return stem in _OTHER_USES or stem.endswith("_ui") or stem.startswith("web_")


def _name_of(path: str, shown: str, seconds: float) -> str | None:
    """Return what a service calls itself, or else what its socket is called."""
    manifest = fetch_manifest(UnixAddress(path), seconds)
    if manifest is not None and manifest.get("protocol", "openrpc") != "openrpc":
        return None
    said = manifest.get("name") if manifest is not None else None
    text = said if isinstance(said, str) and said else _name_in(shown)
    return text.lower().replace("-", "_").replace("/", "_")


def _name_in(shown: str) -> str:
    return shown.removesuffix("/rpc.sock").removesuffix(".sock").removesuffix("_server")
