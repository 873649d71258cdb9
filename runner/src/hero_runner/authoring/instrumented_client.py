"""Record the calls of a generated client, and keep what the service answered.

The answer is kept as it came over the wire: the client makes its types of it, be it
the first time or a later attempt. Calls of a batch are neither recorded nor kept.
"""

import json
from collections.abc import Callable
from functools import lru_cache, wraps
from importlib import import_module
from typing import Any

from hero_runner.authoring.calls import (
    digest_arguments,
    is_coroutine_function,
    run_memoised,
    run_memoised_async,
)
from hero_runner.authoring.span import Span, current_span
from hero_runner.conventions import (
    RPC_ARGUMENTS,
    RPC_METHOD,
    RPC_RESULT,
    RPC_SERVICE,
    RPC_SYSTEM,
)
from hero_runner.spans.events import cut_text, render_json


def observe_client(client: Any) -> Any:
    """Return a copy of a generated client whose calls are recorded and kept."""
    copy = client.with_options()
    base: Any = type(client)
    copy.__class__ = _build_class(base)
    return copy


class _Refused(Exception):
    """Carry an answer that is an error past the memo: it is not kept."""

    def __init__(self, reply: Any) -> None:
        super().__init__("not kept")
        self.reply = reply


@lru_cache(maxsize=None)
def _build_class(base: type) -> type:
    methods = import_module(f"{base.__dict__['_service'].package}.methods")
    observed: dict[str, Any] = {
        name: _observe(f"rpc:{base.__name__}.{name}", value)
        for name, value in vars(base).items()
        if hasattr(methods, f"{name}_method")
    }
    is_async = is_coroutine_function(getattr(base, "_send_call"))
    send = _send_kept_async(base) if is_async else _send_kept(base)
    return type(base.__name__, (base,), {**observed, "_send_call": send})


def _observe(name: str, method: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(method)
    async def call_async(self: Any, *args: Any, **kwargs: Any) -> Any:
        if (parent := current_span()) is None:
            return await method(self, *args, **kwargs)
        with Span(parent.session, parent, name, "rpc", {RPC_SYSTEM: "jsonrpc"}):
            return await method(self, *args, **kwargs)

    @wraps(method)
    def call(self: Any, *args: Any, **kwargs: Any) -> Any:
        if (parent := current_span()) is None:
            return method(self, *args, **kwargs)
        with Span(parent.session, parent, name, "rpc", {RPC_SYSTEM: "jsonrpc"}):
            return method(self, *args, **kwargs)

    return call_async if is_coroutine_function(method) else call


def _send_kept(base: Any) -> Callable[..., Any]:
    def send(self: Any, call: Any) -> Any:
        if (span := current_span()) is None:
            return base._send_call(self, call)

        def run() -> str:
            return _read_result(call, base._send_call(self, call))

        digest = _tag_arguments(span, call)
        try:
            result = run_memoised(span, digest, run)
        except _Refused as refused:
            span.count(replayed=False)
            return refused.reply
        return _build_reply(span, call, result.output)

    return send


def _send_kept_async(base: Any) -> Callable[..., Any]:
    async def send(self: Any, call: Any) -> Any:
        if (span := current_span()) is None:
            return await base._send_call(self, call)

        async def run() -> str:
            return _read_result(call, await base._send_call(self, call))

        digest = _tag_arguments(span, call)
        try:
            result = await run_memoised_async(span, digest, run)
        except _Refused as refused:
            span.count(replayed=False)
            return refused.reply
        return _build_reply(span, call, result.output)

    return send


def _tag_arguments(span: Span, call: Any) -> str:
    """Record what is called; returns the digest of the arguments."""
    from hero_runtime.parameters import select_arguments

    arguments = _dump(dict(select_arguments(call.method, call.arguments)))
    span.tag(
        **{
            RPC_SERVICE: call.service.name,
            RPC_METHOD: call.method.name,
            RPC_ARGUMENTS: cut_text(render_json(arguments)),
        }
    )
    return digest_arguments((), arguments)


def _dump(value: Any) -> Any:
    """Return arguments with their models as JSON values."""
    dump = getattr(value, "model_dump", None)
    if dump is not None:
        return dump(mode="json", by_alias=True, exclude_unset=True)
    if isinstance(value, dict):
        return {str(name): _dump(item) for name, item in value.items()}
    return [_dump(item) for item in value] if isinstance(value, list) else value


def _read_result(call: Any, reply: Any) -> str:
    from hero_runtime.json_rpc import Failure, parse_notification_reply, parse_reply

    if call.method.notification:
        if parse_notification_reply(reply) is not None:
            raise _Refused(reply)
        return "null"
    answer = parse_reply(reply, call.request_id)
    if isinstance(answer, Failure):
        raise _Refused(reply)
    return json.dumps(answer.result)


def _build_reply(span: Span, call: Any, result: str) -> Any:
    """Return the answer that a service gives for a result."""
    from hero_runtime.transports.base import Reply

    span.tag(**{RPC_RESULT: cut_text(result)})
    if call.method.notification:
        return Reply(204, b"")
    body = f'{{"jsonrpc":"2.0","id":{json.dumps(call.request_id)},"result":{result}}}'
    return Reply(200, body.encode())
