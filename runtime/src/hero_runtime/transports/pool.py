"""Keep idle connections for the next call."""

import os
from threading import Lock
from typing import Final

from hero_runtime.transports.connection import Connection

MAX_IDLE: Final = 8
"""Most connections that wait for their next call."""


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
