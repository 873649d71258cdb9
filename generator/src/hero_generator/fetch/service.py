"""Fetch the document of one running service: from its file and from `rpc.discover`."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from hero_runtime.transports.address import Address

from hero_generator.diagnostics import Diagnostic, error, warning
from hero_runtime.document.digest import digest_canonical
from hero_generator.fetch.documents import Received, parse_answer, parse_discovered
from hero_generator.fetch.http import fetch_answer

DOCUMENT = "/openrpc.json"
HEALTH = "/health"
MANIFEST = "/.well-known/heroservice.json"
MAXIMUM_MANIFEST = 64 * 1024

_DISCOVER = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "rpc.discover"}).encode()
_UNREACHED = frozenset({"service-down", "service-hangs", "too-large"})
"""Problems that a second request to the same service would meet again."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """Hold what was fetched for a service, or only what was wrong."""

    received: Received | None
    problems: tuple[Diagnostic, ...] = ()


def fetch_manifest(address: Address, seconds: float) -> dict[str, Any] | None:
    """Return what a service says about itself; nothing if it does not."""
    answer = fetch_answer(address, "GET", MANIFEST, seconds)
    if answer.status != 200 or len(answer.body) > MAXIMUM_MANIFEST:
        return None
    try:
        value = json.loads(answer.body)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def fetch_service(address: Address, seconds: float) -> Fetched:
    """Fetch a document both ways and say so when the two disagree."""
    document = fetch_document(address, seconds)
    if document.problem is not None and document.problem.code in _UNREACHED:
        return Fetched(None, (document.problem,))
    answer = fetch_answer(address, "POST", address.path, seconds, _DISCOVER)
    discovered = parse_discovered(answer, f"rpc.discover of {address}")
    return _choose(address, seconds, document, discovered)


def fetch_document(address: Address, seconds: float, path: str = DOCUMENT) -> Received:
    """Fetch a document by HTTP GET."""
    answer = fetch_answer(address, "GET", path, seconds)
    return parse_answer(answer, f"GET {path} of {address}")


def _choose(
    address: Address, seconds: float, document: Received, discovered: Received
) -> Fetched:
    """Choose between the two: the file if they agree, else what the service runs."""
    if document.value is not None and discovered.value is not None:
        if digest_canonical(document.value) == digest_canonical(discovered.value):
            return Fetched(document)
        return Fetched(discovered, (_disagreement(document, discovered),))
    if discovered.value is not None:
        return Fetched(discovered)
    if document.value is not None:
        return Fetched(document, _softened(discovered))
    problems = [p for p in (document.problem, discovered.problem) if p is not None]
    if fetch_answer(address, "GET", HEALTH, seconds).status == 200:
        problems.insert(0, _half_dead(address))
    return Fetched(None, tuple(problems))


def _softened(received: Received) -> tuple[Diagnostic, ...]:
    found = received.problem
    if found is None or found.code in ("no-discover", "not-found"):
        return ()
    return (warning(found.code, found.file, found.pointer, found.message, found.hint),)


def _disagreement(document: Received, discovered: Received) -> Diagnostic:
    from hero_generator.changes import compare_documents
    from hero_generator.changes.report import render_counts

    counts = "nested too deeply to be compared"
    try:
        changes = compare_documents(document.value or {}, discovered.value or {})
        counts = render_counts(changes)
        first = f", first {changes[0].place}: {changes[0].message}" if changes else ""
    except RecursionError:
        first = ""
    message = f"{DOCUMENT} and rpc.discover disagree ({counts}{first})"
    hint = (
        "rpc.discover is taken, which the running code answers; have the service "
        "serve one document."
    )
    return warning("sources-disagree", discovered.place, "", message, hint)


def _half_dead(address: Address) -> Diagnostic:
    message = f"{HEALTH} is fine, but the service does not describe itself"
    hint = "It is half-dead: restart it; the cached document is untouched."
    return error("service-half-dead", str(address), "", message, hint)
