"""Read HTTP requests of a script from a socket, strictly and within bounds.

Only what the clients of hero-runtime send is understood: `POST /SERVICE/rpc` with a
`Content-Length` (RFC 9112). Whatever could be read in two ways is refused.
"""

import re
import socket
import time
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

MOST_HEAD_BYTES: Final = 16 * 1024
_SECONDS: Final = 10.0
_CHUNK: Final = 32 * 1024
_END: Final = b"\r\n\r\n"
_REQUEST_LINE: Final = re.compile(rb"POST /([A-Za-z0-9_.%~-]{1,300})/rpc HTTP/1\.[01]")
_HEADER: Final = re.compile(
    rb"([A-Za-z0-9!#$%&'*+.^_`|~-]+):[ \t]*([^\x00-\x08\n-\x1f]*)"
)


@dataclass(frozen=True, slots=True)
class HttpRequest:
    """Hold one request."""

    service: str
    body: bytes
    keeps_open: bool


class BadRequest(Exception):
    """Say with which status a request is refused; the connection then ends."""

    def __init__(self, status: str, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


class RequestReader:
    """Read one request after the other from a connection.

    A request may wait for ever to begin, and has ten seconds from then on.
    """

    def __init__(self, connection: socket.socket, most_body_bytes: int) -> None:
        self._connection = connection
        self._most_body_bytes = most_body_bytes
        self._buffer = bytearray()
        self._end = 0.0
        # One client sends the same head again and again.
        self._last_head = b""
        self._last_parsed = ("", 0, True)

    def read(self) -> HttpRequest | None:
        """Return the next request, or `None` at the end of the connection.

        Raises `BadRequest`.
        """
        self._end = 0.0
        head_end = self._fill_to_end_of_head()
        if head_end is None:
            return None
        head = bytes(self._buffer[:head_end])
        if head != self._last_head:
            self._last_parsed = _parse_head(head)
            self._last_head = head
        service, length, keeps_open = self._last_parsed
        if length > self._most_body_bytes:
            raise BadRequest(
                "413 Content Too Large",
                f"a request may have {self._most_body_bytes} bytes, not {length}",
            )
        end = head_end + len(_END) + length
        while len(self._buffer) < end:
            if not self._receive():
                return None
        body = bytes(self._buffer[head_end + len(_END) : end])
        del self._buffer[:end]
        if self._end:
            self._connection.settimeout(None)
        return HttpRequest(service, body, keeps_open)

    def _fill_to_end_of_head(self) -> int | None:
        while (found := self._buffer.find(_END)) < 0:
            if len(self._buffer) > MOST_HEAD_BYTES:
                raise BadRequest("431 Request Header Fields Too Large", "a long head")
            if not self._receive():
                return None
        if found > MOST_HEAD_BYTES:
            raise BadRequest("431 Request Header Fields Too Large", "a long head")
        return found

    def _receive(self) -> bool:
        """Add to the buffer; the time runs once something is in it."""
        if self._buffer:
            now = time.monotonic()
            self._end = self._end or now + _SECONDS
            if now >= self._end:
                raise BadRequest("408 Request Timeout", "a request came too slowly")
            self._connection.settimeout(self._end - now)
        try:
            data = self._connection.recv(_CHUNK)
        except TimeoutError:
            raise BadRequest(
                "408 Request Timeout", "a request came too slowly"
            ) from None
        self._buffer += data
        return bool(data)


def _parse_head(head: bytes) -> tuple[str, int, bool]:
    """Return the service, the length of the body, and whether more may follow."""
    request_line, *lines = head.split(b"\r\n")
    matched = _REQUEST_LINE.fullmatch(request_line)
    if matched is None:
        raise BadRequest("404 Not Found", "only POST /SERVICE/rpc is served")
    headers: dict[bytes, bytes] = {}
    for line in lines:
        header = _HEADER.fullmatch(line)
        if header is None:
            raise BadRequest("400 Bad Request", "a header is malformed")
        name = header[1].lower()
        if name in headers and name in (b"content-length", b"transfer-encoding"):
            raise BadRequest("400 Bad Request", "the length is given twice")
        headers[name] = header[2].strip()
    length = headers.get(b"content-length", b"")
    if b"transfer-encoding" in headers or not re.fullmatch(rb"[0-9]{1,12}", length):
        raise BadRequest("411 Length Required", "a request needs a Content-Length")
    keeps_open = headers.get(b"connection", b"").lower() != b"close"
    return unquote(matched[1].decode("ascii")), int(length), keeps_open
