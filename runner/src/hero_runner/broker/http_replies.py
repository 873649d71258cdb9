"""Read HTTP answers of services from a socket, within bounds (RFC 9112)."""

import re
import socket
import time
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from hero_runtime.transports.base import Reply

_CHUNK: Final = 32 * 1024
_MOST_HEAD_BYTES: Final = 64 * 1024
_END: Final = b"\r\n\r\n"
_STATUS: Final = re.compile(rb"http/1\.[01] ([2-9][0-9]{2})")
_LENGTH: Final = re.compile(rb"\r\ncontent-length:[ \t]*([0-9]{1,15})[ \t]*(?:\r\n|$)")


class MalformedReply(Exception):
    """Say why what a service answered cannot be read."""


class TooLarge(MalformedReply):
    """Say that an answer is larger than it may be."""

    def __init__(self, most_bytes: int) -> None:
        super().__init__(f"the answer has more than {most_bytes} bytes")


class _Source:
    """Hold what came from a connection and is not read yet."""

    def __init__(self, connection: socket.socket, end: float) -> None:
        self._connection = connection
        self._end = end
        self.data = bytearray()

    def receive(self) -> bool:
        """Add what comes next; tell whether there was something."""
        if time.monotonic() > self._end:
            raise TimeoutError("the time for it ran out")
        received = self._connection.recv(_CHUNK)
        self.data += received
        return bool(received)

    def find(self, mark: bytes, most_bytes: int) -> int:
        """Return where a mark is, once it came."""
        while (found := self.data.find(mark)) < 0:
            if len(self.data) > most_bytes:
                raise MalformedReply("a line of the answer has no end")
            self._receive_more()
        return found

    def take(self, size: int) -> bytes:
        """Return the next bytes, once they came."""
        while len(self.data) < size:
            self._receive_more()
        taken = bytes(self.data[:size])
        del self.data[:size]
        return taken

    def _receive_more(self) -> None:
        if not self.receive():
            raise ConnectionResetError("the service closed the connection")


def read_reply(
    connection: socket.socket, end: float, most_bytes: int
) -> tuple[Reply, bool]:
    """Return an answer, and whether the connection can be used again.

    `end` is a time of the monotonic clock. Raises `OSError` and `MalformedReply`.
    """
    source = _Source(connection, end)
    head = _parse_head(source.take(source.find(_END, _MOST_HEAD_BYTES)))
    source.take(len(_END))
    body, has_end = _read_body(source, head, most_bytes)
    return Reply(head.status, body), head.stays_open and has_end and not source.data


@dataclass(frozen=True, slots=True)
class _Head:
    """Hold what the head of an answer says."""

    status: int
    stays_open: bool
    is_chunked: bool
    length: int | None


@lru_cache(64)
def _parse_head(received: bytes) -> _Head:
    """Parse a head; a service sends few different ones."""
    head = received.lower()
    status = _STATUS.match(head)
    if status is None:
        raise MalformedReply("the answer is not HTTP")
    length = _LENGTH.search(head)
    is_new = head.startswith(b"http/1.1")
    return _Head(
        status=int(status[1]),
        stays_open=is_new and b"\r\nconnection: close" not in head,
        is_chunked=b"\r\ntransfer-encoding:" in head,
        length=int(length[1]) if length else None,
    )


def _read_body(source: _Source, head: _Head, most_bytes: int) -> tuple[bytes, bool]:
    """Return the body, and whether it had an end of its own."""
    if head.status in (204, 304):
        return b"", True
    if head.is_chunked:
        return _read_chunks(source, most_bytes), True
    if head.length is not None:
        if head.length > most_bytes:
            raise TooLarge(most_bytes)
        return source.take(head.length), True
    while source.receive():
        if len(source.data) > most_bytes:
            raise TooLarge(most_bytes)
    return source.take(len(source.data)), False


def _read_chunks(source: _Source, most_bytes: int) -> bytes:
    body = bytearray()
    while size := _read_chunk_size(source):
        if len(body) + size > most_bytes:
            raise TooLarge(most_bytes)
        body += source.take(size)
        if source.take(2) != b"\r\n":
            raise MalformedReply("a chunk of the answer is longer than it says")
    while source.take(source.find(b"\r\n", _MOST_HEAD_BYTES) + 2) != b"\r\n":
        # Trailers say nothing about the body.
        continue
    return bytes(body)


def _read_chunk_size(source: _Source) -> int:
    line = source.take(source.find(b"\r\n", _MOST_HEAD_BYTES) + 2)
    size = line.partition(b";")[0].strip()
    if not re.fullmatch(rb"[0-9a-fA-F]{1,12}", size):
        raise MalformedReply("a chunk of the answer has no size")
    return int(size, 16)
