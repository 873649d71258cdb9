"""Recognise the usual HTTP answer: a head in one packet, with a Content-Length.

Nearly every answer of a service is one. Any other, from its first byte on, is
for `http.client` and h11, whose parsing of headers costs more than the whole
rest of a call (docs/decisions/0028).
"""

import re
from typing import Final, NamedTuple

RECEIVED_AT_ONCE: Final = 64 * 1024
"""Bytes to ask a socket for."""

_END_OF_HEAD: Final = b"\r\n\r\n"

# RFC 9112, section 4. Answers with a status below 200, 204 and 304 have no body,
# whatever their Content-Length.
_STATUS: Final = re.compile(rb"http/1\.1 (2(?!04)\d\d|3(?!04)\d\d|[45]\d\d)[ \r]")
_LENGTH: Final = re.compile(rb"\ncontent-length:[ \t]*(\d{1,15})[ \t]*\r\n")

# Lines that make an answer an unusual one: other framing, the end of the connection,
# and a line that goes on in the next.
_UNUSUAL: Final = (b"\ntransfer-encoding", b"\nconnection", b"\n ", b"\n\t")


class Framing(NamedTuple):
    """Hold the status of an answer, the length of its body, and what came of that."""

    status: int
    length: int
    body: bytes


def read_framing(received: bytes) -> Framing | None:
    """Return how an answer goes on after its first packet, or `None`."""
    head, end, body = received.partition(_END_OF_HEAD)
    if not end:
        return None
    head = head.lower() + b"\r\n"
    status = _STATUS.match(head)
    length = _LENGTH.search(head)
    if status is None or length is None or head.count(b"\ncontent-length") != 1:
        return None
    if not _is_in_lines(head) or any(map(head.__contains__, _UNUSUAL)):
        return None
    return Framing(int(status[1]), int(length[1]), body)


def _is_in_lines(head: bytes) -> bool:
    """Tell whether all lines end with both characters, and hold neither."""
    ends = head.count(b"\r\n")
    return head.count(b"\n") == ends and head.count(b"\r") == ends
