"""Send a request on a socket and read the answer, the usual one without detours.

Nearly every answer of a service is a head in one packet with a Content-Length.
That one is read here; any other, from its first byte on, by `http.client`,
whose import and whose parsing of headers cost more than the whole rest of a
call (docs/decisions/0028).
"""

import re
import select
from typing import TYPE_CHECKING, Final

from hero_runtime.transports.base import Reply
from hero_runtime.transports.deadline import Deadline, DeadlineSocket
from hero_runtime.transports.failures import build_too_large

if TYPE_CHECKING:
    from hero_runtime.transports.tls import DeadlineTlsSocket

RECEIVED_AT_ONCE: Final = 64 * 1024

_END_OF_HEAD: Final = b"\r\n\r\n"

# RFC 9112, section 4. Answers with a status below 200, 204 and 304 have no body,
# whatever their Content-Length.
_STATUS: Final = re.compile(rb"http/1\.1 (2(?!04)\d\d|3(?!04)\d\d|[45]\d\d)[ \r]")
_LENGTH: Final = re.compile(rb"\ncontent-length:[ \t]*(\d{1,15})[ \t]*\r\n")

# What makes an answer one for `http.client`: other framing, the end of the
# connection, a line that goes on in the next, and lines that end otherwise.
_UNUSUAL: Final = re.compile(
    rb"\n(?:transfer-encoding|connection|[ \t])|\r(?!\n)|(?<!\r)\n"
)


class Connection:
    """Hold an open socket to a service, for one exchange at a time.

    It never connects by itself, so that no request is sent twice.
    """

    def __init__(self, opened: "DeadlineSocket | DeadlineTlsSocket") -> None:
        self._socket = opened
        self._poll = select.poll()
        self._poll.register(opened, select.POLLIN)

    def exchange(
        self, request: bytes, deadline: Deadline, max_response_bytes: int
    ) -> tuple[Reply, bool]:
        """Return the answer to a request, and whether another may follow.

        Raises `OSError` and `http.client.HTTPException`, and `ProtocolError`
        for an answer that is too large.
        """
        self._socket.deadline = deadline
        self._socket.sendall(request)
        received = self._socket.recv(RECEIVED_AT_ONCE)
        head, end, body = received.partition(_END_OF_HEAD)
        framing = _read_framing(head.lower() + b"\r\n") if end else None
        if framing is None:
            from hero_runtime.transports.response import read_reply

            return read_reply(self._socket, received, max_response_bytes)
        status, length = framing
        if length > max_response_bytes:
            raise build_too_large(max_response_bytes, body)
        if len(body) < length:
            body = self._receive_rest(body, length)
        # More than the answer is nothing that the next call may read.
        return Reply(status, body[:length]), len(body) == length

    def is_stale(self) -> bool:
        """Tell whether the service closed the connection or sent stray bytes.

        An idle connection has nothing to read unless one of both happened.
        """
        return bool(self._poll.poll(0))

    def close(self) -> None:
        """Close the socket."""
        self._socket.close()

    def _receive_rest(self, body: bytes, length: int) -> bytes:
        chunks = [body]
        missing = length - len(body)
        while missing > 0:
            chunk = self._socket.recv(max(RECEIVED_AT_ONCE, min(missing, 2**20)))
            if not chunk:
                from http.client import IncompleteRead

                raise IncompleteRead(b"", missing)
            chunks.append(chunk)
            missing -= len(chunk)
        return b"".join(chunks)


def _read_framing(head: bytes) -> tuple[int, int] | None:
    """Return status and length of an answer, or `None` for an unusual one."""
    status = _STATUS.match(head)
    lengths = _LENGTH.findall(head)
    if status is None or len(lengths) != 1 or head.count(b"\ncontent-length") != 1:
        return None
    return None if _UNUSUAL.search(head) else (int(status[1]), int(lengths[0]))
