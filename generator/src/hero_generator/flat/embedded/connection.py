"""Find a service and exchange one request with it over HTTP."""

from __future__ import annotations

import builtins
import collections.abc
import http.client
import os
import re
import socket
import stat
import time
import typing
import urllib.parse
from typing import Any, Final

from hero_generator.flat.embedded.errors import (
    ProtocolError,
    TransportError,
    _printable,
)

_LARGEST_ANSWER: Final = 64 * 1024 * 1024
_HEADER: Final = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+: [\t\x20-\x7e\x80-\xff]*")


class _Address(typing.NamedTuple):
    """Hold where requests go: a socket path, or a host and port."""

    socket_path: str
    path: str
    host: str = "localhost"
    port: int = 0
    tls: bool = False

    def __str__(self) -> str:
        if self.socket_path:
            return f"unix:{self.socket_path}"
        scheme = "https" if self.tls else "http"
        return f"{scheme}://{self.host}:{self.port}{self.path}"


def _parse_target(target: str | os.PathLike[str]) -> _Address:
    text = target if isinstance(target, str) else os.path.abspath(target)
    if text.startswith("unix:"):
        text = text.removeprefix("unix:").removeprefix("//")
    if text.startswith("/"):
        return _Address(text, "/rpc")
    parts = urllib.parse.urlsplit(text)
    path = parts.path if parts.path.strip("/") else ""
    query = f"?{parts.query}" if parts.query else ""
    if not re.fullmatch(r"[!-~]*", path + query):
        raise builtins.ValueError(f"percent-encode the path of the target: {target!r}")
    if parts.scheme == "http+unix" and parts.netloc.lower().startswith("%2f"):
        socket_path = urllib.parse.unquote(parts.netloc)
        return _Address(socket_path, (path or "/rpc") + query)
    if parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc:
        tls = parts.scheme == "https"
        port = parts.port or (443 if tls else 80)
        return _Address("", (path or "/") + query, parts.hostname, port, tls)
    raise builtins.ValueError(
        f"target {target!r} is not an address: give an absolute socket path, "
        "'unix:/path', 'http+unix://%2Fpath' or 'http://host:port/path'"
    )


def _find_target(names: tuple[str, ...], servers: tuple[str, ...]) -> str:
    """Return the first socket that exists, newest layout first, or the first URL."""
    places = _list_places(names, os.environ, os.path.expanduser("~"))
    for place in places:
        if _is_socket(place):
            return place
    if servers:
        return servers[0]
    listed = "\n  ".join(["no socket of the service exists; tried:", *places])
    hint = "Start the service, set PATH_SOCKET, or pass the socket path to the client."
    raise TransportError(f"{listed}\n{hint}", sent=False)


def _list_places(
    names: tuple[str, ...], environ: collections.abc.Mapping[str, str], home: str
) -> list[str]:
    """List where the socket may be: who names a folder means only that one."""
    below = {"PATH_SOCKET": "", "HERO_SOCKET_DIR": "", "PATH_ROOT": "var/sockets"}
    folders = [
        os.path.join(_without_tilde(environ[variable], home), folder)
        for variable, folder in below.items()
        if environ.get(variable)
    ]
    homes = ("hero/var/sockets", "hero/sockets", ".hero/var/sockets")
    layouts = ("{}/rpc.sock", "{}.sock", "{}_server.sock")
    places = [
        os.path.join(folder, layout.format(spelling))
        for folder in folders or [os.path.join(home, one) for one in homes]
        for name in names
        if not {"", ".", ".."} & set(name.split("/"))
        for layout in layouts
        for spelling in (name, name.replace("_", "-"), name.replace("-", "_"))
    ]
    return list(dict.fromkeys(places))


def _without_tilde(path: str, home: str) -> str:
    return home + path[1:] if path == "~" or path.startswith("~/") else path


def _is_socket(path: str) -> bool:
    try:
        return stat.S_ISSOCK(os.stat(path).st_mode)
    except (builtins.OSError, builtins.ValueError):
        return False


class _DeadlineSocket(socket.socket):
    """A socket whose every step ends with the deadline of the call."""

    deadline = 0.0

    def left(self) -> float:
        """Return the seconds left; raise `TimeoutError` for none."""
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise builtins.TimeoutError("the time is over")
        return left

    def recv_into(self, buffer: Any, nbytes: int = 0, flags: int = 0) -> int:
        """Receive within the time left."""
        self.settimeout(self.left())
        return super().recv_into(buffer, nbytes, flags)

    def sendall(self, data: Any, flags: int = 0, /) -> None:
        """Send within the time left."""
        self.settimeout(self.left())
        super().sendall(data, flags)


class _Connection(http.client.HTTPConnection):
    """An HTTP connection to an address of either kind, for one request."""

    auto_open = 0

    def __init__(self, address: _Address, seconds: float) -> None:
        super().__init__(address.host, address.port or None, timeout=seconds)
        self._address = address
        self._deadline = time.monotonic() + seconds

    def connect(self) -> None:
        """Open the socket."""
        address = self._address
        if address.socket_path:
            opened = _DeadlineSocket(socket.AF_UNIX, socket.SOCK_STREAM)
            opened.deadline = self._deadline
            self.sock = opened
            opened.settimeout(opened.left())
            opened.connect(address.socket_path)
            return
        place = (address.host, address.port)
        plain = socket.create_connection(place, self.timeout)
        if address.tls:
            import ssl

            context = ssl.create_default_context()
            self.sock = context.wrap_socket(plain, server_hostname=address.host)
            return
        kind = (plain.family, plain.type, plain.proto)
        opened = _DeadlineSocket(*kind, plain.detach())
        opened.deadline = self._deadline
        self.sock = opened

    def read(self, response: http.client.HTTPResponse) -> bytes:
        """Read a body to its end, within the size and the time it may take."""
        body = bytearray()
        while chunk := response.read(1 << 16):
            body += chunk
            if len(body) > _LARGEST_ANSWER:
                raise ProtocolError(
                    f"the answer is larger than {_LARGEST_ANSWER} bytes"
                )
            if time.monotonic() > self._deadline:
                raise builtins.TimeoutError("the time is over")
        if response.length:
            raise http.client.IncompleteRead(bytes(body), response.length)
        return bytes(body)


def _verify_headers(headers: collections.abc.Mapping[str, str]) -> None:
    own = {"content-length", "content-type", "transfer-encoding", "connection"}
    for name, value in headers.items():
        if not _HEADER.fullmatch(f"{name}: {value}") or name.lower() in own:
            raise builtins.ValueError(f"header {name!r} cannot be sent: {value!r}")


def _exchange(
    address: _Address,
    body: bytes,
    headers: collections.abc.Mapping[str, str],
    seconds: float,
) -> tuple[int, bytes]:
    """Send one request and return the HTTP status and the body of its answer."""
    connection = _Connection(address, seconds)
    try:
        try:
            connection.connect()
        except builtins.OSError as problem:
            reason = problem.strerror or str(problem)
            text = f"cannot connect to {address}: {reason}"
            raise TransportError(text, sent=False) from problem
        try:
            sent = {"Accept": "application/json", "Connection": "close", **headers}
            sent["Content-Type"] = "application/json"
            connection.request("POST", address.path, body, sent)
            response = connection.getresponse()
            return response.status, connection.read(response)
        except builtins.TimeoutError as problem:
            text = f"{address} did not answer in {seconds} s; the call may have run"
            raise TransportError(text) from problem
        except (builtins.OSError, http.client.IncompleteRead) as problem:
            reason = f"{type(problem).__name__}: {_printable(str(problem))}"
            text = f"the connection to {address} broke ({reason})"
            raise TransportError(f"{text}; the call may have run") from problem
        except http.client.HTTPException as problem:
            reason = f"{type(problem).__name__}: {_printable(str(problem))}"
            raise ProtocolError(f"the answer is not HTTP ({reason})") from problem
    finally:
        connection.close()
