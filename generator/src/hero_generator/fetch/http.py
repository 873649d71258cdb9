"""Make one bounded HTTP request to a service, over a Unix socket or TCP."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hero_runtime.errors import AnswerTooLarge, ConnectionFailed, HeroError, TimedOut
from hero_runtime.transports.address import Address
from hero_runtime.transports.base import Timeout
from hero_runtime.transports.http import HttpTransport

from hero_generator.diagnostics import Diagnostic, error
from hero_generator.read import MAXIMUM_BYTES


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
    place = f"{verb} {path}"
    transport = HttpTransport(
        replace(address, path=path), max_response_bytes=MAXIMUM_BYTES
    )
    try:
        if body is None:
            reply = transport.get({}, Timeout.of(seconds))
        else:
            reply = transport.send(body, {}, Timeout.of(seconds))
    except HeroError as failure:
        return Answer(place, problem=_explain(address, place, failure))
    finally:
        transport.close()
    return Answer(place, reply.status, reply.body)


def address_text(address: Address) -> str:
    """Return an address as people write it, without its path on a Unix socket."""
    return str(address)


def too_large(place: str) -> Diagnostic:
    """Return the problem of a document that is not read to its end."""
    message = f"the answer is larger than {MAXIMUM_BYTES // 2**20} MiB"
    hint = "Check that this is an OpenRPC document; the cached one is untouched."
    return error("too-large", place, "", message, hint)


def _explain(address: Address, place: str, failure: HeroError) -> Diagnostic:
    if isinstance(failure, TimedOut):
        return _hangs(address, place)
    if isinstance(failure, ConnectionFailed):
        return _down(address, failure)
    if isinstance(failure, AnswerTooLarge):
        return too_large(f"{place} of {address_text(address)}")
    return _broken(address, place, failure)


def _down(address: Address, failure: HeroError) -> Diagnostic:
    message = f"nothing answers there: {failure.message}"
    hint = "Start the service, or correct the address; the cached document stays."
    return error("service-down", address_text(address), "", message, hint)


def _hangs(address: Address, place: str) -> Diagnostic:
    message = f"{place} was not answered in time"
    hint = "See why the service hangs, or give it longer with --timeout."
    return error("service-hangs", address_text(address), "", message, hint)


def _broken(address: Address, place: str, failure: HeroError) -> Diagnostic:
    message = f"{place} was not answered to its end: {failure.message}"
    hint = "Check that an HTTP service listens there, and read its log."
    return error("answer-broken", address_text(address), "", message, hint)
