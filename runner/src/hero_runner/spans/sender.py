"""Send lines to the listener of spans without ever waiting for it.

What the socket does not take at once is kept, up to a limit; what exceeds it is
dropped and counted. Once the listener is gone everything is dropped: the flow goes
on as if nobody had listened.
"""

import socket
import threading
import time
from typing import Final

BUFFER_LIMIT: Final = 8 * 1024 * 1024
"""Most bytes that wait for a slow listener."""
CLOSE_SECONDS: Final = 2.0
"""How long the last lines are offered to a slow listener."""


class SpanSender:
    """Hold the connection to a listener; any thread may send."""

    def __init__(self, path: str) -> None:
        self._lock = threading.Lock()
        self._waiting = bytearray()
        self.dropped = 0
        self._socket: socket.socket | None = None
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            connection.connect(path)
            connection.setblocking(False)
        except OSError:
            connection.close()
        else:
            self._socket = connection

    def send(self, line: bytes) -> None:
        """Send a line, keep it for later, or drop it."""
        with self._lock:
            if self._socket is None:
                self.dropped += 1
            elif self._waiting:
                self._keep(line)
                self._send_waiting()
            else:
                self._send_line(line)

    def close(self) -> None:
        """Offer what waits for a moment, then let go of the listener."""
        deadline = time.monotonic() + CLOSE_SECONDS
        with self._lock:
            while self._socket is not None and self._waiting:
                self._send_waiting()
                if time.monotonic() > deadline:
                    break
                if self._waiting:
                    time.sleep(0.002)
            self._lose()

    def _send_line(self, line: bytes) -> None:
        assert self._socket is not None
        try:
            sent = self._socket.send(line)
        except BlockingIOError:
            sent = 0
        except OSError:
            self.dropped += 1
            self._lose()
            return
        if sent < len(line):
            self._waiting += line[sent:]

    def _send_waiting(self) -> None:
        assert self._socket is not None
        try:
            sent = self._socket.send(self._waiting)
        except BlockingIOError:
            return
        except OSError:
            self._lose()
            return
        del self._waiting[:sent]

    def _keep(self, line: bytes) -> None:
        if len(self._waiting) + len(line) > BUFFER_LIMIT:
            self.dropped += 1
        else:
            self._waiting += line

    def _lose(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None
        self._waiting.clear()
