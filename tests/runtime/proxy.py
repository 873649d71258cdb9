"""Stand between a client and a service, and spoil what passes."""

import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Self

Spoil = Callable[[socket.socket, bytes], bool]
"""Send a whole answer on in some way; false ends the connection."""


def pass_on(client: socket.socket, answer: bytes) -> bool:
    """Send an answer as it is."""
    client.sendall(answer)
    return True


class Proxy:
    """Forward exchanges on a Unix socket to another; one answer for each request."""

    def __init__(self, path: Path, target: Path) -> None:
        self.spoil: Spoil = pass_on
        self.forwarded = 0
        self._target = str(target)
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(path))
        self._listener.listen(64)
        self._open: list[socket.socket] = []
        self._threads = [Thread(target=self._accept)]
        self._threads[0].start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for opened in (self._listener, *self._open):
            with suppress(OSError):
                opened.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(10)
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                self._open.append(client)
                self._threads.append(Thread(target=self._serve, args=(client,)))
                self._threads[-1].start()

    def _serve(self, client: socket.socket) -> None:
        with client, suppress(OSError):
            while request := read_message(client):
                with socket.socket(socket.AF_UNIX) as service:
                    service.connect(self._target)
                    service.sendall(request)
                    self.forwarded += 1
                    answer = read_message(service)
                if not self.spoil(client, answer):
                    return


def read_message(connection: socket.socket) -> bytes:
    """Read one HTTP message with a Content-Length; nothing at the end."""
    received = b""
    while b"\r\n\r\n" not in received:
        if not (chunk := connection.recv(65536)):
            return b""
        received += chunk
    head, _, body = received.partition(b"\r\n\r\n")
    fields = head.lower().split(b"content-length:")
    length = int(fields[1].split(b"\r\n")[0]) if len(fields) > 1 else 0
    while len(body) < length:
        body += connection.recv(65536)
    return head + b"\r\n\r\n" + body
