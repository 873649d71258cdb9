"""Serve scripts on a Unix socket, a thread for each connection."""

import os
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Lock, Thread
from typing import Final

from hero_runner.broker.http_requests import BadRequest, RequestReader

MOST_CONNECTIONS: Final = 32
_MOST_FAULTS: Final = 100
_SOCKET: Final = "broker.sock"
_BACKLOG: Final = 64
_MOST_SECONDS_TO_END: Final = 5.0
_SECONDS_TO_FINISH: Final = 2.0
_MOST_AT_ONCE: Final = 64 * 1024

Answer = Callable[[str, bytes], bytes | None]
"""Take the name of a service and a body; return the body to answer with, if any."""


class Server:
    """Listen until closed; then every connection ends, also in the middle.

    `folder` must be one that only this user can enter.
    """

    def __init__(self, folder: Path, answer: Answer, most_body_bytes: int) -> None:
        self._answer = answer
        self._most_body_bytes = most_body_bytes
        self._lock = Lock()
        self._connections: set[socket.socket] = set()
        self._threads: set[Thread] = set()
        self._faults: list[str] = []
        self._is_closed = False
        self.path = folder / _SOCKET
        self._listener = _listen(self.path)
        self._accepting = Thread(target=self._accept, daemon=True)
        self._accepting.start()

    @property
    def faults(self) -> tuple[str, ...]:
        """What was no request at all: the first hundred of it."""
        with self._lock:
            return tuple(self._faults)

    def close(self) -> None:
        """End every connection, wait for the threads, and remove the socket."""
        with self._lock:
            self._is_closed = True
            open_now = [self._listener, *self._connections]
            threads = [self._accepting, *self._threads]
        for one in open_now:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for thread in threads:
            thread.join(_MOST_SECONDS_TO_END)
        self.path.unlink(missing_ok=True)

    def _accept(self) -> None:
        while not self._is_closed:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self._start(connection)

    def _start(self, connection: socket.socket) -> None:
        with self._lock:
            if not self._is_closed and len(self._connections) < MOST_CONNECTIONS:
                self._connections.add(connection)
                thread = Thread(target=self._serve, args=(connection,), daemon=True)
                self._threads = {one for one in self._threads if one.is_alive()}
                thread.start()
                self._threads.add(thread)
                return
        self._note(f"more than {MOST_CONNECTIONS} connections at once")
        connection.close()

    def _serve(self, connection: socket.socket) -> None:
        try:
            with connection:
                self._serve_requests(connection)
        except OSError:
            # The script went away, or the server was closed.
            return
        finally:
            with self._lock:
                self._connections.discard(connection)

    def _serve_requests(self, connection: socket.socket) -> None:
        reader = RequestReader(connection, self._most_body_bytes)
        try:
            while (request := reader.read()) is not None:
                body = self._answer(request.service, request.body)
                connection.sendall(_render(body))
                if not request.keeps_open:
                    return
        except BadRequest as error:
            self._note(f"{error.status}: {error.reason}")
            connection.sendall(_render_refusal(error))
            _let_finish(connection)

    def _note(self, fault: str) -> None:
        with self._lock:
            if len(self._faults) < _MOST_FAULTS:
                self._faults.append(fault)


def _listen(path: Path) -> socket.socket:
    """Bind to a path of any length: a socket's own may have 107 bytes."""
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        folder = os.open(path.parent, os.O_PATH | os.O_DIRECTORY)
        try:
            listener.bind(f"/proc/self/fd/{folder}/{path.name}")
        finally:
            os.close(folder)
        # Whoever can get at it may connect: nobody else enters the folder, and in
        # the sandbox, where a script may be another user, there is only the socket.
        path.chmod(0o666)
        listener.listen(_BACKLOG)
    except BaseException:
        listener.close()
        raise
    return listener


def _let_finish(connection: socket.socket) -> None:
    """Read what still comes, for a while: who is cut off does not read the refusal."""
    connection.shutdown(socket.SHUT_WR)
    end = time.monotonic() + _SECONDS_TO_FINISH
    while (left := end - time.monotonic()) > 0:
        connection.settimeout(left)
        if not connection.recv(_MOST_AT_ONCE):
            return


def _render(body: bytes | None) -> bytes:
    if body is None:
        return b"HTTP/1.1 204 No Content\r\n\r\n"
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
    return head % len(body) + body


def _render_refusal(error: BadRequest) -> bytes:
    text = error.reason.encode()
    return (
        f"HTTP/1.1 {error.status}\r\nContent-Type: text/plain\r\nConnection: close\r\n"
        f"Content-Length: {len(text)}\r\n\r\n"
    ).encode() + text
