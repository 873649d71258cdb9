"""Read the head of an HTTP answer only when all of it came."""

import http.client
import io


class Response(http.client.HTTPResponse):
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


class _LineReader(io.BufferedReader):
    """A reader that remembers the last line it gave."""

    last = b""

    def readline(self, size: int | None = -1, /) -> bytes:
        self.last = super().readline(size)
        return self.last
