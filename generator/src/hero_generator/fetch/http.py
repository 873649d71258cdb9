"""Make one bounded HTTP request to a service, over a Unix socket or TCP."""

from __future__ import annotations

import http.client
from dataclasses import dataclass, replace

from hero_runtime.transports.address import Address, TcpAddress
from hero_runtime.transports.base import Timeout
from hero_runtime.transports.connect import open_socket
from hero_runtime.transports.deadline import Deadline
from hero_runtime.transports.pool import Connection

from hero_generator.diagnostics import Diagnostic, error
from hero_generator.read import MAXIMUM_BYTES

_CHUNK = 64 * 1024


@dataclass(frozen=True, slots=True)
class Answer:
    """Hold an HTTP answer, or why there is none."""

    place: str
    """Verb and path as people know them: `GET /openrpc.json`."""
    status: int = 0
    body: bytes = b""
    problem: Diagnostic | None = None


def fetch_answer(
    address: Address, verb: str, path: str, seconds: float, body: bytes | None = None
) -> Answer:
    """Make one request, within a number of seconds from connecting to the last byte."""
    address = replace(address, path=path)
    place = f"{verb} {path}"
    deadline = Deadline(Timeout.of(seconds))
    try:
        connection = _connect(address, deadline)
    except TimeoutError:
        return Answer(place, problem=_hangs(address, place))
    except (OSError, ValueError) as failure:
        return Answer(place, problem=_down(address, failure))
    try:
        connection.start(deadline)
        headers = {"Host": address.host_header, "Accept": "application/json"}
        if body is not None:
            headers["Content-Type"] = "application/json"
        connection.request(verb, path, body, headers)
        response = connection.getresponse()
        data = _read_body(response)
    except TimeoutError:
        return Answer(place, problem=_hangs(address, place))
    except (OSError, http.client.HTTPException) as failure:
        return Answer(place, problem=_broken(address, place, failure))
    finally:
        connection.close()
    if len(data) > MAXIMUM_BYTES:
        return Answer(place, problem=too_large(f"{place} of {address_text(address)}"))
    return Answer(place, response.status, data)


def address_text(address: Address) -> str:
    """Return an address as people write it, without its path on a Unix socket."""
    return str(address)


def too_large(place: str) -> Diagnostic:
    """Return the problem of a document that is not read to its end."""
    message = f"the answer is larger than {MAXIMUM_BYTES // 2**20} MiB"
    hint = "Check that this is an OpenRPC document; the cached one is untouched."
    return error("too-large", place, "", message, hint)


def _connect(address: Address, deadline: Deadline) -> Connection:
    opened = open_socket(address, deadline.for_connecting())
    if not (isinstance(address, TcpAddress) and address.tls):
        return Connection(opened)
    from hero_runtime.transports.tls import build_context, wrap_socket

    return Connection(
        wrap_socket(build_context(), opened, address.host, deadline.for_connecting())
    )


def _read_body(response: http.client.HTTPResponse) -> bytes:
    """Read a body, of one that is too large a little more than is allowed."""
    chunks: list[bytes] = []
    size = 0
    while size <= MAXIMUM_BYTES and (chunk := response.read(_CHUNK)):
        chunks.append(chunk)
        size += len(chunk)
    if size <= MAXIMUM_BYTES and response.length:
        raise http.client.IncompleteRead(b"", response.length)
    return b"".join(chunks)


def _down(address: Address, failure: Exception) -> Diagnostic:
    reason = getattr(failure, "strerror", None) or str(failure)
    message = f"nothing answers there: {reason}"
    hint = "Start the service, or correct the address; the cached document stays."
    return error("service-down", address_text(address), "", message, hint)


def _hangs(address: Address, place: str) -> Diagnostic:
    message = f"{place} was not answered in time"
    hint = "See why the service hangs, or give it longer with --timeout."
    return error("service-hangs", address_text(address), "", message, hint)


def _broken(address: Address, place: str, failure: Exception) -> Diagnostic:
    reason = str(failure) or type(failure).__name__
    message = f"{place} was not answered to its end: {reason}"
    hint = "Check that an HTTP service listens there, and read its log."
    return error("answer-broken", address_text(address), "", message, hint)
