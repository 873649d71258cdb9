"""Keep idle connections for the next call."""

import http.client
import os
import select
from threading import Lock
from typing import TYPE_CHECKING, Final

from hero_runtime.transports.deadline import Deadline, DeadlineSocket
from hero_runtime.transports.response import Response

if TYPE_CHECKING:
    from hero_runtime.transports.tls import DeadlineTlsSocket

MAX_IDLE: Final = 8
"""Most connections that wait for their next call."""


class Connection(http.client.HTTPConnection):
    """An HTTP connection on a socket that was opened for it.

    It never connects by itself, so that no request is sent twice.
    """

    auto_open = 0
    response_class = Response

    def __init__(self, opened: "DeadlineSocket | DeadlineTlsSocket") -> None:
        super().__init__("localhost")
        self.sock = opened
        self._opened = opened

    def start(self, deadline: Deadline) -> None:
        """Hold what follows to the deadline of a call."""
        self._opened.deadline = deadline

    def is_stale(self) -> bool:
        """Tell whether the service closed the connection or sent stray bytes.

        An idle connection has nothing to read unless one of both happened.
        """
        poll = select.poll()
        poll.register(self._opened, select.POLLIN)
        return bool(poll.poll(0))


class IdlePool:
    """Hold idle connections, the one used last on top.

    A pool belongs to one process: after a fork, the child must not speak on
    the connections of its parent.
    """

    def __init__(self) -> None:
        self.process = os.getpid()
        self._lock = Lock()
        self._idle: list[Connection] = []

    def take(self) -> Connection | None:
        """Return a connection that still works, or `None`."""
        while True:
            with self._lock:
                if not self._idle:
                    return None
                connection = self._idle.pop()
            if not connection.is_stale():
                return connection
            connection.close()

    def put(self, connection: Connection) -> None:
        """Keep a connection, or close it when there are enough."""
        with self._lock:
            if len(self._idle) < MAX_IDLE:
                self._idle.append(connection)
                return
        connection.close()

    def close(self) -> None:
        """Close all idle connections."""
        with self._lock:
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    def abandon(self) -> None:
        """Close a child's copies of its parent's connections, which stay open.

        The lock is left alone: a thread of the parent may have held it.
        """
        for connection in self._idle:
            connection.close()
