"""Make one call: encode, send, and decode the answer or raise its error.

Apart from `client`, so that constructing a client imports none of this.
"""

from collections.abc import Callable
from typing import NoReturn

from hero_runtime.errors import HeroError
from hero_runtime.json_rpc import (
    Failure,
    build_notification,
    build_request,
    parse_notification_reply,
    parse_reply,
)
from hero_runtime.parameters import Params, arrange_params, select_arguments
from hero_runtime.remote import build_remote_error
from hero_runtime.service import Method, ResultT, Service
from hero_runtime.transports.base import Reply

Send = Callable[[bytes], Reply]
"""Carry the body of a request, and return the answer."""


def call_method(
    service: Service,
    send: Send,
    request_id: int,
    method: Method[ResultT],
    arguments: tuple[object, ...],
) -> object:
    """Return the decoded result of a method."""
    try:
        params = _encode(service, method, arguments)
        reply = send(build_request(request_id, method.name, params))
        answer = parse_reply(reply, request_id)
        if isinstance(answer, Failure):
            raise build_remote_error(service.package, answer)
        return _decode(service, method, answer.result)
    except HeroError as error:
        _raise_located(error, service, method)


def notify_method(
    service: Service, send: Send, method: Method[None], arguments: tuple[object, ...]
) -> None:
    """Send a notification; an error that the service answers is raised."""
    try:
        params = _encode(service, method, arguments)
        reply = send(build_notification(method.name, params))
        failure = parse_notification_reply(reply)
        if failure is not None:
            raise build_remote_error(service.package, failure)
    except HeroError as error:
        _raise_located(error, service, method)


def _encode(
    service: Service, method: Method[ResultT], arguments: tuple[object, ...]
) -> Params:
    selected = select_arguments(method, arguments)
    if not selected:
        return arrange_params(method, selected)
    # The codec imports pydantic, which only values need.
    from hero_runtime.codec import codec_of

    values = codec_of(service.package).encode(method.name, selected)
    return arrange_params(method, values)


def _decode(service: Service, method: Method[ResultT], result: object) -> object:
    from hero_runtime.codec import codec_of

    return codec_of(service.package).decode(method.name, result)


def _raise_located(
    error: HeroError, service: Service, method: Method[ResultT]
) -> NoReturn:
    """Add to an error where it happened, and raise it on."""
    error.service = error.service or service.name
    error.method = error.method or method.name
    raise error
