"""The errors of hero_aibroker: the HTTP status of the upstream is the code."""

from pjrpc.server.exceptions import JsonRpcError

UNAVAILABLE = 503
NOT_FOUND = 404
UPSTREAM_FAILED = 500
LONGEST_TEXT = 500


def upstream_error(
    status: int, text: str, retry_after: float | None = None
) -> JsonRpcError:
    """Return the error for an answer of the upstream that is none."""
    code = status if 400 <= status <= 599 else UPSTREAM_FAILED
    message = f"The upstream answered with status {status}: {text[:LONGEST_TEXT]}"
    if retry_after is None:
        return JsonRpcError(code=code, message=message)
    data = {"retry_after": retry_after}
    return JsonRpcError(code=code, message=message, data=data)


def unavailable(text: str) -> JsonRpcError:
    """Return the error for an upstream that does not answer at all."""
    return JsonRpcError(code=UNAVAILABLE, message=text[:LONGEST_TEXT])
