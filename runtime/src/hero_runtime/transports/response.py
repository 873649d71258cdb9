"""Read an unusual HTTP answer: by chunks, without a length, or cut short."""

import http.client
import io
import socket
from typing import TYPE_CHECKING, Final, cast

from hero_runtime.transports.base import Reply
from hero_runtime.transports.deadline import DeadlineSocket
from hero_runtime.transports.failures import build_too_large

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

    from hero_runtime.transports.tls import DeadlineTlsSocket

_CHUNK: Final = 64 * 1024


def read_reply(
    opened: "DeadlineSocket | DeadlineTlsSocket", received: bytes, limit: int
) -> tuple[Reply, bool]:
    """Return the answer that begins with what was received of it already.

    Also tell whether the connection can be used again. Raises as `http.client`
    does, and `ProtocolError` for an answer that is larger than the limit.
    """
    # Of a socket, `http.client` uses `makefile` alone.
    source = cast(socket.socket, _ReceivedSocket(opened, received))
    with _Response(source, method="POST") as response:
        response.begin()
        reply = Reply(response.status, _read_body(response, limit))
        return reply, not response.will_close


class _ReceivedSocket(io.RawIOBase):
    """A socket that first gives what was received from it already."""

    def __init__(
        self, opened: "DeadlineSocket | DeadlineTlsSocket", received: bytes
    ) -> None:
        self._opened = opened
        self._received = received
        self._is_ended = not received

    def makefile(self, mode: str) -> io.BufferedReader:
        """Return a buffered reader, as `http.client` wants it of a socket."""
        return io.BufferedReader(self)

    def readable(self) -> bool:
        """Tell that this can be read."""
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        """Read what is there, or wait for more; 0 at the end."""
        view = memoryview(buffer)
        if self._received:
            count = min(len(view), len(self._received))
            view[:count] = self._received[:count]
            self._received = self._received[count:]
            return count
        return 0 if self._is_ended else self._opened.recv_into(view)


class _LineReader(io.BufferedReader):
    """A reader that remembers the last line it gave."""

    last = b""

    def readline(self, size: int | None = -1, /) -> bytes:
        self.last = super().readline(size)
        return self.last


class _Response(http.client.HTTPResponse):
    """An HTTP answer whose head is whole.

    `http.client` takes a head that was cut for a complete one with fewer
    headers, so that a broken connection would look like an empty answer.
    """

    def begin(self) -> None:
        """Read the head; raise `RemoteDisconnected` when its end is missing."""
        lines = _LineReader(self.fp.detach())
        self.fp = lines
        super().begin()
        if lines.last not in (b"\r\n", b"\n"):
            raise http.client.RemoteDisconnected("the answer was cut in its head")


def _read_body(response: http.client.HTTPResponse, limit: int) -> bytes:
    chunks: list[bytes] = []
    size = 0
    while chunk := response.read(_CHUNK):
        chunks.append(chunk)
        size += len(chunk)
        if size > limit:
            raise build_too_large(limit, chunks[0])
    # `read` with a size does not tell that the body ended early.
    if response.length:
        raise http.client.IncompleteRead(b"", response.length)
    return b"".join(chunks)
