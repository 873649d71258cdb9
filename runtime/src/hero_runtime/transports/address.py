"""Read the address of a service from the forms that people write it in."""

import os
from dataclasses import dataclass
from typing import Final

RPC_PATH: Final = "/rpc"
"""Where services on a Unix socket take requests."""

_FORMS: Final = (
    "give an absolute socket path, 'unix:/path', 'http+unix://%2Fpath', or "
    "'http://host:port/path'"
)


@dataclass(frozen=True, slots=True)
class UnixAddress:
    """Locate a service on a Unix socket."""

    socket_path: str
    path: str = RPC_PATH

    @property
    def host_header(self) -> str:
        """The value of the Host header."""
        return "localhost"

    def __str__(self) -> str:
        return f"unix:{self.socket_path}"


@dataclass(frozen=True, slots=True)
class TcpAddress:
    """Locate a service on a TCP port, with or without TLS."""

    host: str
    port: int
    path: str
    tls: bool = False

    @property
    def host_header(self) -> str:
        """The value of the Host header, without the scheme's own port."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _default_port(self.tls) else f"{host}:{self.port}"

    def __str__(self) -> str:
        return f"{'https' if self.tls else 'http'}://{self.host_header}{self.path}"


Address = UnixAddress | TcpAddress


def parse_target(target: "str | os.PathLike[str]") -> Address:
    """Return the address that a target names.

    Raises `ValueError` for anything that is none of the known forms.
    """
    if not isinstance(target, str):
        return UnixAddress(os.path.abspath(os.fspath(target)))
    if target.startswith("/"):
        return UnixAddress(target)
    scheme, separator, rest = target.partition(":")
    if separator and scheme == "unix":
        return UnixAddress(_absolute(target, rest.removeprefix("//")))
    if separator and scheme in ("http", "https", "http+unix"):
        return _parse_url(target)
    raise ValueError(f"target {target!r} is not an address: {_FORMS}")


def _absolute(target: str, path: str) -> str:
    if not path.startswith("/"):
        raise ValueError(f"target {target!r} has no absolute path: {_FORMS}")
    return path


def _parse_url(target: str) -> Address:
    from urllib.parse import unquote, urlsplit

    parts = urlsplit(target)
    if parts.scheme == "http+unix":
        path = _absolute(target, unquote(parts.netloc))
        return UnixAddress(path, _request_path(parts.path, parts.query, RPC_PATH))
    if "@" in parts.netloc:
        raise ValueError(
            "target has a user name or password in it: pass them as an "
            "Authorization header instead"
        )
    if not parts.hostname:
        raise ValueError(f"target {target!r} has no host: {_FORMS}")
    tls = parts.scheme == "https"
    port = parts.port or _default_port(tls)
    path = _request_path(parts.path, parts.query, "/")
    return TcpAddress(parts.hostname, port, path, tls)


def _request_path(path: str, query: str, default: str) -> str:
    request_path = path if path.strip("/") else default
    whole = f"{request_path}?{query}" if query else request_path
    if not (whole.isascii() and whole.isprintable() and " " not in whole):
        raise ValueError(f"percent-encode the path of the target: {whole!r}")
    return whole


def _default_port(tls: bool) -> int:
    return 443 if tls else 80
