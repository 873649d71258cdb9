"""Ask a running service for its document, without looking for other services."""

from __future__ import annotations

from collections.abc import Mapping

from hero_generator.fetch.discovery import find_configured
from hero_generator.fetch.service import fetch_service
from hero_generator.fetch.source import fetch_from_url
from hero_generator.manifest import Service


def fetch_live(
    service: Service, environ: Mapping[str, str], home: str, seconds: float
) -> bytes | None:
    """Return the document that a service answers; nothing if it answers none."""
    found = find_configured(service, environ, home)
    if found is not None:
        fetched = fetch_service(found.address, seconds)
    elif service.source.startswith(("http://", "https://")):
        fetched = fetch_from_url(service.source, seconds)
    else:
        return None
    return fetched.received.data if fetched.received is not None else None
