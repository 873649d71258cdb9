"""Decide what to fetch for which service, and fetch it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from hero_runtime import Service as RuntimeService
from hero_runtime.sockets import list_folders, list_places

from hero_generator.diagnostics import Diagnostic, error, warning
from hero_runtime.document.digest import digest_canonical
from hero_generator.fetch.discovery import Found, find_configured, find_services
from hero_generator.fetch.service import Fetched, fetch_service
from hero_generator.fetch.source import fetch_from, fetch_from_url, shown_source
from hero_generator.manifest import Service
from hero_runtime.document.names import PythonIdentifier


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Hold what decides where services are looked for, and for how long."""

    environ: Mapping[str, str]
    home: str
    seconds: float
    """Limit of each request, from connecting to the last byte."""


@dataclass(frozen=True, slots=True)
class Target:
    """Hold one service to fetch, and how."""

    name: str
    fetch: Callable[[], Fetched]
    source: str = ""
    """What a manifest says the document was fetched from."""
    sockets: tuple[str, ...] = ()
    """Names that a new entry needs, so that a client finds the socket."""


def list_targets(
    services: Iterable[Service],
    names: tuple[str, ...],
    surroundings: Surroundings,
) -> list[Target]:
    """Return what to fetch: named services, or every one that can be found."""
    known = {service.name: service for service in services}
    found = find_services(
        known.values(), surroundings.environ, surroundings.home, surroundings.seconds
    )
    every = names or tuple(sorted({*known, *(one.name for one in found)}))
    return [
        _target(name, known.get(name), found, surroundings, is_named=bool(names))
        for name in dict.fromkeys(every)
    ]


def target_from(name: str, source: str, seconds: float) -> Target:
    """Return a service to fetch from a place that the user names."""
    return Target(name, lambda: fetch_from(source, seconds), shown_source(source))


def find_name_problem(name: str) -> Diagnostic | None:
    """Return why a service cannot have a name; nothing if it can."""
    if PythonIdentifier.from_lock(name) is not None and name == name.lower():
        return None
    message = f"{name!r} cannot be the name of a Python package"
    hint = "Fetch it under another name: fetch NAME --from its socket."
    return error("service-name", "specs.toml", "", message, hint)


def _target(
    name: str,
    service: Service | None,
    found: list[Found],
    surroundings: Surroundings,
    *,
    is_named: bool,
) -> Target:
    own = [one for one in found if one.name == name]
    if not own and service is not None:
        configured = find_configured(service, surroundings.environ, surroundings.home)
        own = [configured] if configured is not None else []
    if own:
        shown = own[0].shown
        sockets = _sockets_of(own[0], surroundings)
        return Target(
            name, lambda: _fetch_claimed(name, own, surroundings), shown, sockets
        )
    if service is not None and service.source.startswith(("http://", "https://")):
        url = service.source
        return Target(name, lambda: fetch_from_url(url, surroundings.seconds), url)
    missing = Fetched(None, (_not_found(name, surroundings, is_named=is_named),))
    return Target(name, lambda: missing)


def _sockets_of(found: Found, surroundings: Surroundings) -> tuple[str, ...]:
    """Return the socket's own name where that of the service does not lead to it."""
    service = RuntimeService(found.name, "", 1)
    places = list_places(service, surroundings.environ, surroundings.home)
    if found.path in places:
        return ()
    return (found.shown.removesuffix("/rpc.sock").removesuffix(".sock"),)


def _fetch_claimed(
    name: str, found: list[Found], surroundings: Surroundings
) -> Fetched:
    """Fetch from every socket that a name belongs to; they must agree."""
    fetched = [fetch_service(one.address, surroundings.seconds) for one in found]
    good = [one for one in fetched if one.received is not None]
    digests = {
        digest_canonical(one.received.value) for one in good if one.received is not None
    }
    if len(digests) > 1:
        return Fetched(None, (_claimed_twice(name, found),))
    return good[0] if good else fetched[0]


def _claimed_twice(name: str, found: list[Found]) -> Diagnostic:
    places = ", ".join(one.shown for one in found)
    message = f"several services claim the name {name}: {places}"
    hint = f"Stop one, set `sockets` of {name} in specs.toml, or fetch --from a socket."
    return error("name-claimed-twice", name, "", message, hint)


def _not_found(name: str, surroundings: Surroundings, *, is_named: bool) -> Diagnostic:
    folders = ", ".join(list_folders(surroundings.environ, surroundings.home))
    message = f"no socket of the service in {folders}"
    hint = "Start the service, set PATH_SOCKET to its folder, or use --from."
    build = error if is_named else warning
    return build("service-not-found", name, "", message, hint)
