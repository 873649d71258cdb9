"""Listen on a Unix socket without taking it from a service that still answers."""

import socket
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BACKLOG = 128
PROBE_SECONDS = 2.0


class SocketUnavailable(Exception):
    """Say why a socket path cannot be listened on, and what to do."""


@contextmanager
def listen_on(path: Path) -> Iterator[socket.socket]:
    """Give a listening socket at the path; remove the path afterwards.

    Raises SocketUnavailable when something else owns the path.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    remove_stale_socket(path)
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        bind(listener, path)
        identity = path.stat().st_ino
        try:
            listener.listen(BACKLOG)
            yield listener
        finally:
            remove_own_socket(path, identity)
    finally:
        listener.close()


def bind(listener: socket.socket, path: Path) -> None:
    """Bind the socket; the message of the operating system names no path."""
    try:
        listener.bind(str(path))
    except OSError as error:
        raise SocketUnavailable(
            f"Cannot listen on {path}: {error}. Choose another path with --socket"
            " (Linux takes at most 107 bytes)."
        ) from error


def remove_stale_socket(path: Path) -> None:
    """Remove a socket file that nobody answers on; refuse anything else."""
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return
    if not stat.S_ISSOCK(mode):
        raise SocketUnavailable(
            f"{path} exists and is not a socket. Move it away or choose another path"
            " with --socket."
        )
    if is_answering(path):
        raise SocketUnavailable(
            f"A service answers on {path} already. Stop it or choose another path"
            " with --socket."
        )
    path.unlink(missing_ok=True)


def is_answering(path: Path) -> bool:
    """Say whether anything accepts connections on the socket.

    Only a refused connection proves that nobody listens. A full backlog, a
    timeout or a missing permission means that somebody may.
    """
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        probe.settimeout(PROBE_SECONDS)
        try:
            probe.connect(str(path))
        except (ConnectionRefusedError, FileNotFoundError):
            return False
        except OSError:
            return True
    return True


def remove_own_socket(path: Path, identity: int) -> None:
    """Remove the path unless another service has replaced it meanwhile."""
    try:
        if path.lstat().st_ino == identity:
            path.unlink()
    except FileNotFoundError:
        return
