"""Find the socket of a service from the environment, as Hero services place it.

Folders, sockets in them and their names changed over time; every form that is
known is probed, the newest first.
"""

import os
import stat
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from hero_runtime.errors import ConnectionFailed
from hero_runtime.service import Service

# Variable to the folder of sockets below the one that it names.
_VARIABLES: Final = {
    "PATH_SOCKET": "",
    "HERO_SOCKET_DIR": "",
    "PATH_ROOT": "var/sockets",
}
# Set for a script whose every call goes through one socket, that of a broker.
_BROKER: Final = "HERO_BROKER_SOCKET"
_HOME_FOLDERS: Final = ("hero/var/sockets", "hero/sockets", ".hero/var/sockets")


def resolve_target(
    service: Service,
    environ: Mapping[str, str],
    home: str,
    exists: Callable[[str], bool],
) -> str:
    """Return the first socket path of a service that exists, or its first URL.

    Where the environment names the socket of a broker, that stands for all
    services, each at a path of its own.

    Raises `ConnectionFailed`, listing every place tried, when there is neither.
    """
    if broker := environ.get(_BROKER):
        from urllib.parse import quote

        return (
            f"http+unix://{quote(broker, safe='')}/{quote(service.name, safe='')}/rpc"
        )
    places = list_places(service, environ, home)
    for place in places:
        if exists(place):
            return place
    for server in service.servers:
        if server.startswith(("http://", "https://")):
            return server
    raise ConnectionFailed(
        "\n  ".join(["no socket of the service exists; tried:", *places]),
        service=service.name,
        hint=(
            "Start the service, set PATH_SOCKET to the folder of its socket (once "
            "it is set, no folder below the home is searched), or pass the socket "
            "path or an http(s) URL to the client."
        ),
    )


def list_places(service: Service, environ: Mapping[str, str], home: str) -> list[str]:
    """Return every path where the socket may be, in the order to try them."""
    names = [name for name in service.sockets or (service.name,) if _is_inside(name)]
    places = (
        os.path.join(folder, socket)
        for folder in list_folders(environ, home)
        for name in names
        for socket in _list_layouts(name)
    )
    return list(dict.fromkeys(places))


def is_socket(path: str) -> bool:
    """Tell whether a path leads to a socket that this process can see."""
    try:
        return stat.S_ISSOCK(os.stat(path).st_mode)
    except (OSError, ValueError):
        return False


def list_folders(environ: Mapping[str, str], home: str) -> list[str]:
    """Return the folders that variables name, or else those below the home.

    Who names a folder means that one: another service of the same name below
    the home must not answer in its place.
    """
    named = [
        os.path.join(_expand_home(environ[variable], home), below)
        for variable, below in _VARIABLES.items()
        if environ.get(variable)
    ]
    return named or [os.path.join(home, folder) for folder in _HOME_FOLDERS]


def _list_layouts(name: str) -> Iterator[str]:
    """Yield the layouts of a socket name, one per service folder before flat."""
    spellings = (name, name.replace("_", "-"), name.replace("-", "_"))
    for layout in ("{}/rpc.sock", "{}.sock", "{}_server.sock"):
        for spelling in spellings:
            yield layout.format(spelling)


def _is_inside(name: str) -> bool:
    """Refuse names that lead out of the folder: they come from a document."""
    parts = name.split("/")
    return "\0" not in name and not any(part in ("", ".", "..") for part in parts)


def _expand_home(path: str, home: str) -> str:
    """Expand `~`, which service files write and no shell may have replaced."""
    if path == "~" or path.startswith("~/"):
        return home + path[1:]
    return path
