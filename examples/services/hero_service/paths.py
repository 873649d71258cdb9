"""Resolve where a service puts its socket and its database by default."""

from collections.abc import Mapping
from pathlib import Path

# The environment names of the socket folder, newest first.
SOCKET_FOLDER_NAMES = ("PATH_SOCKET", "HERO_SOCKET_DIR")


def resolve_root(environment: Mapping[str, str]) -> Path:
    """Return the Hero root folder: `PATH_ROOT`, else `~/hero`."""
    return Path(environment.get("PATH_ROOT") or "~/hero").expanduser()


def resolve_socket(service: str, environment: Mapping[str, str]) -> Path:
    """Return the path of the service's `rpc.sock`."""
    for name in SOCKET_FOLDER_NAMES:
        if folder := environment.get(name):
            return Path(folder).expanduser() / service / "rpc.sock"
    return resolve_root(environment) / "var" / "sockets" / service / "rpc.sock"


def resolve_database(service: str, environment: Mapping[str, str]) -> Path:
    """Return the path of the service's SQLite file."""
    return resolve_root(environment) / "var" / service / f"{service}.db"
