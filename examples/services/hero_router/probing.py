"""Find sockets in a folder and ask what is behind them."""

import socket
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import httpx

SECONDS = 1.0
MOST_SOCKETS = 500
LONGEST_TEXT = 500


@dataclass(frozen=True, slots=True)
class Service:
    """A socket and what is known of the service behind it."""

    name: str
    path: Path
    entry: dict[str, Any]
    methods: tuple[str, ...] = ()


def find_sockets(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield name and path of the sockets in a folder, of both layouts, sorted."""
    places = [*folder.glob("*/rpc.sock"), *folder.glob("*.sock")]
    for path in sorted(places)[:MOST_SOCKETS]:
        try:
            is_socket = stat.S_ISSOCK(path.stat().st_mode)
        except OSError:
            continue
        if is_socket:
            yield (path.parent.name if path.name == "rpc.sock" else path.stem), path


def probe(name: str, path: Path) -> Service:
    """Ask a service for its manifest, health and document.

    The answers are those of somebody else: of each only what has the right type counts.
    """
    identifier = str(uuid5(NAMESPACE_URL, f"unix:{path}"))
    entry: dict[str, Any] = {
        **dict.fromkeys(("service_id", "id"), identifier),
        **dict.fromkeys(("source", "socket_path"), str(path)),
        "source_kind": "socket",
        "title": name,
    }
    if not is_answering(path):
        return Service(name, path, entry | {"status": "inactive", "healthy": False})
    transport = httpx.HTTPTransport(uds=str(path))
    with httpx.Client(transport=transport, timeout=SECONDS, trust_env=False) as client:
        manifest = fetch_object(client, "/.well-known/heroservice.json")
        health = fetch_object(client, "/health")
        document = fetch_object(client, "/openrpc.json")
    for member in ("title", "description", "version"):
        if isinstance(manifest.get(member), str):
            entry[member] = manifest[member][:LONGEST_TEXT]
    if manifest.get("protocol") in ("openrpc", "ui", "rest", "openapi"):
        entry["protocol"] = manifest["protocol"]
    is_healthy = health.get("status") == "ok"
    methods = list_methods(document)
    status = "healthy" if is_healthy else "unhealthy"
    entry["status"] = status if methods else "non_rpc"
    entry["healthy"] = is_healthy
    entry["methods_count"] = len(methods)
    return Service(name, path, entry, methods)


def is_answering(path: Path) -> bool:
    """Tell whether a connection to the socket is accepted."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(SECONDS)
        try:
            connection.connect(str(path))
        except OSError:
            return False
    return True


def fetch_object(client: httpx.Client, path: str) -> dict[str, Any]:
    """Fetch a JSON object; an empty one stands for anything else."""
    try:
        answer = client.get(f"http://localhost{path}")
        value = answer.json() if answer.status_code == 200 else None
    except (httpx.HTTPError, ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def list_methods(document: dict[str, Any]) -> tuple[str, ...]:
    """List the methods of a document."""
    methods = document.get("methods")
    entries = methods if isinstance(methods, list) else []
    names = [entry.get("name") for entry in entries if isinstance(entry, dict)]
    return tuple(name[:LONGEST_TEXT] for name in names if isinstance(name, str))
