"""Wrap TCP sockets in TLS; apart, because importing `ssl` takes time."""

import ssl
from typing import TYPE_CHECKING

from hero_runtime.transports.deadline import Deadline, DeadlineSocket

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer, WriteableBuffer


class DeadlineTlsSocket(ssl.SSLSocket):
    """A TLS socket whose steps end with the deadline of the current call."""

    deadline: Deadline | None = None

    def recv(self, buflen: int = 1024, flags: int = 0) -> bytes:
        """Receive within the time that is left."""
        if self.deadline is not None:
            self.settimeout(self.deadline.to_read())
        return super().recv(buflen, flags)

    def recv_into(
        self, buffer: "WriteableBuffer", nbytes: int | None = None, flags: int = 0
    ) -> int:
        """Receive within the time that is left."""
        if self.deadline is not None:
            self.settimeout(self.deadline.to_read())
        return super().recv_into(buffer, nbytes, flags)

    def send(self, data: "ReadableBuffer", flags: int = 0) -> int:
        """Send a part within the time that is left; `sendall` sends by parts."""
        if self.deadline is not None:
            self.settimeout(self.deadline.left())
        return super().send(data, flags)


def build_context() -> ssl.SSLContext:
    """Return the settings of TLS: the system's, with certificates checked."""
    context = ssl.create_default_context()
    context.sslsocket_class = DeadlineTlsSocket
    return context


def wrap_socket(
    context: ssl.SSLContext, plain: DeadlineSocket, host: str, deadline: Deadline
) -> DeadlineTlsSocket:
    """Return the socket with TLS, after a handshake within the deadline."""
    try:
        plain.settimeout(deadline.left())
        wrapped = context.wrap_socket(plain, server_hostname=host)
    except BaseException:
        plain.close()
        raise
    assert isinstance(wrapped, DeadlineTlsSocket)
    return wrapped
