"""Listen for spans as a runner does, and keep the events."""

from __future__ import annotations

import json
import socket
import threading
from pathlib import Path
from types import TracebackType
from typing import Any, Self


class Listener:
    """Accept connections on a socket and collect the events that are sent."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.events: list[dict[str, Any]] = []
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._socket.bind(str(path))
        self._socket.listen()
        self._thread = threading.Thread(target=self._serve)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        error_type: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Read what one connection sent to its end."""
        self._thread.join(timeout=20)

    def close(self) -> None:
        """Close the socket."""
        self._socket.close()

    def _serve(self) -> None:
        connection, _ = self._socket.accept()
        with connection, connection.makefile("rb") as lines:
            self.events += [json.loads(line) for line in lines]

    def of_type(self, kind: str) -> list[dict[str, Any]]:
        """Return the events of one type in the order of their arrival."""
        return [event for event in self.events if event["type"] == kind]
