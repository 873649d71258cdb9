"""Read server-sent events from bytes as they come.

The form: https://html.spec.whatwg.org/multipage/server-sent-events.html, of which only
the data matters here.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

_LINE_END: Final = re.compile(rb"\r\n|\n|\r(?!\Z)")


def read_events(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the data of each event; an event that is cut off counts for nothing."""
    data: list[bytes] = []
    for line in _read_lines(chunks):
        if line:
            name, _, value = line.partition(b":")
            if name == b"data":
                data.append(value.removeprefix(b" "))
        elif data:
            yield b"\n".join(data)
            data = []


def _read_lines(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield complete lines; a return at the end of a chunk may be half a line end."""
    held: list[bytes] = []
    for chunk in chunks:
        if not _may_end_line(chunk, held):
            held.append(chunk)
            continue
        lines = _LINE_END.split(b"".join([*held, chunk]))
        held = [lines.pop()]
        yield from lines
    rest = b"".join(held)
    if rest.endswith(b"\r"):
        yield rest[:-1]


def _may_end_line(chunk: bytes, held: list[bytes]) -> bool:
    """Tell whether joining is worth it, lest a long line is joined again and again."""
    is_open = bool(held) and held[-1].endswith(b"\r")
    return b"\n" in chunk or b"\r" in chunk or is_open
