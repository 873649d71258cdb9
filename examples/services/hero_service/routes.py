"""Serve the four HTTP routes that a Hero service has on its `rpc.sock`."""

from typing import Any

from pjrpc.server.exceptions import InvalidRequestError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from hero_service.description import ServiceDescription
from hero_service.dispatch import RpcEndpoint
from hero_service.document import render_document

CONTEXT_HEADER = "X-Hero-Context"
DEFAULT_CONTEXT = 0
LARGEST_CONTEXT = 2**63 - 1
MAXIMUM_REQUEST_BYTES = 4 * 1024 * 1024


class ContextError(ValueError):
    """Say that the context header is not a usable number."""


def build_application(
    service: ServiceDescription, endpoint: RpcEndpoint[Any]
) -> Starlette:
    """Build the ASGI application with the routes of a service."""
    document = render_document(endpoint.document)

    async def answer_rpc(request: Request) -> Response:
        body = await read_body(request)
        if body is None:
            return Response(status_code=413)
        try:
            context = parse_context(request.headers.get(CONTEXT_HEADER))
        except ContextError as error:
            return render_header_error(error)
        answer = await endpoint.answer(body, context)
        if answer is None:
            return Response(status_code=204)
        return Response(answer, media_type="application/json")

    async def answer_document(request: Request) -> Response:
        return Response(document, media_type="application/json")

    async def answer_health(request: Request) -> Response:
        health = {"status": "ok", "service": service.name, "version": service.version}
        return JSONResponse(health)

    async def answer_manifest(request: Request) -> Response:
        return JSONResponse(build_manifest(service))

    return Starlette(
        routes=[
            Route("/rpc", answer_rpc, methods=["POST"]),
            Route("/openrpc.json", answer_document, methods=["GET"]),
            Route("/health", answer_health, methods=["GET"]),
            Route("/.well-known/heroservice.json", answer_manifest, methods=["GET"]),
        ]
    )


async def read_body(request: Request) -> bytes | None:
    """Read the request body; None when it is larger than a service takes."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAXIMUM_REQUEST_BYTES:
            return None
    return bytes(body)


def parse_context(header: str | None) -> int:
    """Return the context that a request is scoped by; 0 without the header.

    A header that is no number is refused: falling back to the default context
    would show the data of another context without an error.
    """
    if header is None:
        return DEFAULT_CONTEXT
    if header.isascii() and header.isdecimal() and len(header) <= 19:
        context = int(header)
        if context <= LARGEST_CONTEXT:
            return context
    raise ContextError(
        f"The header {CONTEXT_HEADER} must be an integer from 0 to {LARGEST_CONTEXT},"
        f" got {header[:40]!r}; send the number of the context or leave it out."
    )


def render_header_error(error: ContextError) -> Response:
    """Render a JSON-RPC error response for a request that was not read."""
    fault = InvalidRequestError(str(error)).to_json()
    return JSONResponse({"jsonrpc": "2.0", "id": None, "error": fault})


def build_manifest(service: ServiceDescription) -> dict[str, str]:
    """Build the discovery manifest."""
    return {
        "protocol": "openrpc",
        "name": service.name,
        "title": service.title,
        "version": service.version,
        "description": service.description,
        "socket": "rpc",
    }
