"""Complete the headers of a request; refuse those that change how it is read."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

# RFC 9110, section 5.6.2.
_TOKEN: Final = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")

# RFC 9110, section 5.5: no control characters but the tab.
_FIELD_VALUE: Final = re.compile(r"[\t\x20-\x7e\x80-\xff]*")

_OWN: Final = frozenset(
    {
        "accept-encoding",
        "connection",
        "content-encoding",
        "content-length",
        "content-type",
        "transfer-encoding",
    }
)


def verify_headers(headers: Mapping[str, str]) -> None:
    """Raise `ValueError` for a header that cannot be sent safely."""
    for name, value in headers.items():
        _verify_header(name, value)


def complete_headers(headers: Mapping[str, str], host: str) -> dict[str, str]:
    """Return headers with those added that a caller may replace, and the type."""
    given = {name.lower() for name in headers}
    defaults = {"Host": host, "Accept": "application/json"}
    added = {name: defaults[name] for name in defaults if name.lower() not in given}
    return {**added, **headers, "Content-Type": "application/json"}


def build_request(
    path: str, host: str, headers: Mapping[str, str], body: bytes
) -> bytes:
    """Return a POST request with a body of JSON, head and all.

    Raises `ValueError` for a header that cannot be sent safely.
    """
    head = _build_head(path, host, tuple(headers.items()))
    return b"%b%d\r\n\r\n%b" % (head, len(body), body)


def build_get_request(path: str, host: str, headers: Mapping[str, str]) -> bytes:
    """Return a GET request.

    Raises `ValueError` for a header that cannot be sent safely.
    """
    head = _build_head(path, host, tuple(headers.items()))
    # No body comes, so that neither its type nor its length is told.
    lines = [line for line in head.split(b"\r\n") if not line.startswith(b"Content-")]
    return b"\r\n".join([b"GET" + lines[0].removeprefix(b"POST"), *lines[1:], b"", b""])


@lru_cache(maxsize=64)
def _build_head(path: str, host: str, headers: tuple[tuple[str, str], ...]) -> bytes:
    """Return the head of a request up to the value of its Content-Length."""
    verify_headers(dict(headers))
    sent = complete_headers(dict(headers), host) | {"Accept-Encoding": "identity"}
    lines = [f"POST {path} HTTP/1.1", *(f"{name}: {sent[name]}" for name in sent)]
    return "\r\n".join([*lines, "Content-Length: "]).encode("latin-1")


def _verify_header(name: str, value: str) -> None:
    if not _TOKEN.fullmatch(name):
        raise ValueError(
            f"header name {name!r} is not an HTTP token: use letters, digits and '-'"
        )
    if name.lower() in _OWN:
        raise ValueError(f"header {name!r} is set by the runtime: leave it out")
    if not _FIELD_VALUE.fullmatch(value):
        raise ValueError(
            f"header {name!r} has a value with a line break, a control character or "
            "a character outside Latin-1: remove or percent-encode it"
        )
