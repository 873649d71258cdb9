"""Send a request on a socket and read the answer, the usual one without detours."""

import select
from typing import TYPE_CHECKING

from hero_runtime.transports.base import Reply
from hero_runtime.transports.deadline import Deadline, DeadlineSocket
from hero_runtime.transports.failures import build_too_large
from hero_runtime.transports.framing import RECEIVED_AT_ONCE, read_framing

if TYPE_CHECKING:
    from hero_runtime.transports.tls import DeadlineTlsSocket


class Connection:
    """Hold an open socket to a service, for one exchange at a time.

    It never connects by itself, so that no request is sent twice.
    """

    def __init__(self, opened: "DeadlineSocket | DeadlineTlsSocket") -> None:
        self._socket = opened
        self._poll = select.poll()
        self._poll.register(opened, select.POLLIN)

    def exchange(
        self, request: bytes, deadline: Deadline, limit: int
    ) -> tuple[Reply, bool]:
        """Return the answer to a request, and whether another may follow.

        Raises `OSError` and `http.client.HTTPException`, and `ProtocolError`
        for an answer with a body of more bytes than the limit.
        """
        self._socket.deadline = deadline
        self._socket.sendall(request)
        received = self._socket.recv(RECEIVED_AT_ONCE)
        framing = read_framing(received)
        if framing is None:
            from hero_runtime.transports.response import read_reply

            return read_reply(self._socket, received, limit)
        status, length, body = framing
        if length > limit:
            raise build_too_large(limit, body)
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
