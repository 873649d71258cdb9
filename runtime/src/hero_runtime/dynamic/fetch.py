"""Ask a running service for its OpenRPC document, whose size is bounded."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from hero_runtime.errors import HeroError, ProtocolError, TransportError
from hero_runtime.json_rpc import Failure, build_request, parse_reply
from hero_runtime.remote import build_remote_error
from hero_runtime.transports.address import Address
from hero_runtime.transports.base import AsyncTransport, Reply, Timeout, Transport
from hero_runtime.transports.failures import build_too_large
from hero_runtime.transports.http import HttpTransport

MAX_DOCUMENT_BYTES: Final = 16 * 1024 * 1024
"""The size of the largest document that is read; the largest known has 2 MiB."""

MAX_METHODS: Final = 10_000
"""Most methods of a document that a client is made for."""

DISCOVER: Final = "rpc.discover"
DOCUMENT_PATH: Final = "/openrpc.json"

Document = Mapping[str, Any]


def fetch_document(
    address: Address, headers: Mapping[str, str], timeout: Timeout
) -> Document:
    """Return the document that `rpc.discover` gives, or else `GET /openrpc.json`.

    Raises `TransportError` when the service cannot be reached, and `ProtocolError`
    when it shows no document in either place.
    """
    transport = HttpTransport(address, max_response_bytes=MAX_DOCUMENT_BYTES)
    try:
        return discover(transport, headers, timeout)
    except TransportError:
        raise
    except HeroError as error:
        return _fetch_file(address, headers, timeout, error)
    finally:
        transport.close()


def discover(
    transport: Transport, headers: Mapping[str, str], timeout: Timeout
) -> Document:
    """Return the document that `rpc.discover` gives."""
    return _read_discovered(transport.send(_request(), headers, timeout))


async def discover_async(
    transport: AsyncTransport, headers: Mapping[str, str], timeout: Timeout
) -> Document:
    """Do the same as a coroutine."""
    return _read_discovered(await transport.send(_request(), headers, timeout))


def _fetch_file(
    address: Address, headers: Mapping[str, str], timeout: Timeout, first: HeroError
) -> Document:
    try:
        place = replace(address, path=DOCUMENT_PATH)
        transport = HttpTransport(place, max_response_bytes=MAX_DOCUMENT_BYTES)
        reply = transport.get(headers, timeout)
        transport.close()
        if reply.status != 200:
            raise ProtocolError(f"HTTP status {reply.status}", received=reply.body)
        # The file is read with the rules for an answer that has it as its result.
        return _read_discovered(
            Reply(200, b'{"jsonrpc":"2.0","id":1,"result":%b}' % reply.body)
        )
    except HeroError as second:
        raise ProtocolError(
            f"the service at {address} shows no OpenRPC document: {DISCOVER}: "
            f"{first._text()}; GET {DOCUMENT_PATH}: {second._text()}",
            hint="Check the address; or use the generated client, which needs none.",
        ) from first


def _request() -> bytes:
    return build_request(1, DISCOVER, None)


def _read_discovered(reply: Reply) -> Document:
    if len(reply.body) > MAX_DOCUMENT_BYTES:
        raise build_too_large(MAX_DOCUMENT_BYTES, reply.body[:2048])
    answer = parse_reply(reply, 1)
    if isinstance(answer, Failure):
        raise build_remote_error(__name__, answer)
    return verify_document(answer.result)


def verify_document(value: object) -> Document:
    """Return a value that has the form of a document; raise `ProtocolError`."""
    if not isinstance(value, dict) or not isinstance(value.get("methods"), list):
        raise ProtocolError("the answer is not an OpenRPC document: it has no methods")
    if len(value["methods"]) > MAX_METHODS:
        raise ProtocolError(f"the document has more than {MAX_METHODS} methods")
    return value
