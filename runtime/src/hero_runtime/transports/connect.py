"""Open sockets to addresses within the time limits of a call."""

import errno
import socket
from time import sleep
from typing import Final

from hero_runtime.errors import ConnectionFailed, TransportError
from hero_runtime.transports.address import Address, TcpAddress, UnixAddress
from hero_runtime.transports.deadline import Deadline, DeadlineSocket
from hero_runtime.transports.failures import build_connect_timed_out

_BACKLOG_PAUSE: Final = 0.005

_HINTS: Final = {
    errno.ENOENT: "There is no such socket: start the service, or correct the path.",
    errno.ECONNREFUSED: "Nothing listens there: start the service.",
    errno.EACCES: "This user may not use the socket: see its owner and mode.",
    errno.EPERM: "This user may not use the socket: see its owner and mode.",
}


def open_socket(address: Address, deadline: Deadline) -> DeadlineSocket:
    """Return a connected socket, on TCP without a delay for small packets.

    Raises `TimeoutError` or another `OSError` when there is none.
    """
    if isinstance(address, UnixAddress):
        return _open_unix(address, deadline)
    return _open_tcp(address, deadline)


def build_connect_error(address: Address, error: OSError) -> TransportError:
    """Return the error of the tree for a failure before anything was sent."""
    if isinstance(error, TimeoutError):
        return build_connect_timed_out(address)
    reason = error.strerror or str(error)
    return ConnectionFailed(
        f"cannot connect to {address}: {reason}",
        hint=_HINTS.get(error.errno or 0, ""),
    )


def _open_unix(address: UnixAddress, deadline: Deadline) -> DeadlineSocket:
    opened = DeadlineSocket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        while not _connect_unix(opened, address, deadline):
            sleep(min(_BACKLOG_PAUSE, deadline.left()))
    except BaseException:
        opened.close()
        raise
    return opened


def _connect_unix(
    opened: DeadlineSocket, address: UnixAddress, deadline: Deadline
) -> bool:
    """Connect, or tell that the queue of the listener is full just now.

    Linux reports a full queue at once instead of waiting for the timeout.
    """
    opened.settimeout(deadline.left())
    try:
        opened.connect(address.socket_path)
    except BlockingIOError:
        return False
    return True


def _open_tcp(address: TcpAddress, deadline: Deadline) -> DeadlineSocket:
    failure = OSError(f"the name {address.host!r} has no address")
    found = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    for family, kind, protocol, _, place in found:
        opened = DeadlineSocket(family, kind, protocol)
        try:
            opened.settimeout(deadline.left())
            opened.connect(place)
            opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return opened
        except OSError as error:
            opened.close()
            failure = error
    raise failure
