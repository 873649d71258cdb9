"""Pass JSON objects, a line each, between a flow and the keeper of its steps.

A flow asks `begin` first, then `read` and `keep` as it needs; the answers hold
`finished`, `output` or `kept`, or `error` with a text. `end` needs no answer.
"""

import json
import select
import socket
from typing import Any, Final

_CHUNK: Final = 1 << 16


class Channel:
    """Write and read objects on a connected socket; one thread at a time."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._buffer = bytearray()

    def write(self, message: dict[str, Any]) -> None:
        """Send an object. Raises `OSError` when nobody reads."""
        self._connection.sendall(json.dumps(message).encode() + b"\n")

    def read(self) -> dict[str, Any] | None:
        """Return the next object; none once the other side is gone."""
        while b"\n" not in self._buffer:
            try:
                data = self._connection.recv(_CHUNK)
            except ConnectionError:
                return None
            if not data:
                return None
            self._buffer += data
        line, _, rest = self._buffer.partition(b"\n")
        self._buffer = rest
        message: dict[str, Any] = json.loads(line)
        return message

    def wait(self, seconds: float) -> bool:
        """Wait until there is something to read; False if there is nothing yet."""
        if b"\n" in self._buffer:
            return True
        return bool(select.select([self._connection], [], [], seconds)[0])

    def close(self) -> None:
        """Close the socket."""
        self._connection.close()
