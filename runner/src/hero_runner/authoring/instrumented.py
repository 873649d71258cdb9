"""Record each call of a client as a span, and keep its result for later attempts."""

import os
from collections.abc import Callable
from typing import Any, TypeVar, cast

from hero_runner.authoring.calls import (
    digest_arguments,
    is_coroutine_function,
    run_memoised,
    run_memoised_async,
)
from hero_runner.authoring.span import Span, current_span
from hero_runner.authoring.types import (
    NotJson,
    decode_value,
    encode_value,
    read_return_type,
    round_trip,
)
from hero_runner.conventions import RPC_ARGUMENTS, RPC_RESULT, SPAN_SOCKET
from hero_runner.engines.port import StepResult
from hero_runner.spans.events import render_json

ClientT = TypeVar("ClientT")


def instrument(client: ClientT) -> ClientT:
    """Return a client that records each call as a span `rpc:{Class}.{method}`.

    Under the runner a call that finished is not made again. Generated clients keep
    their class; other objects get a stand-in with the same methods, whose results
    are kept if they are JSON values, or of an annotated type that pydantic knows.
    Without a listener the client itself is returned.
    """
    if SPAN_SOCKET not in os.environ:
        return client
    if hasattr(type(client), "_service") and hasattr(client, "with_options"):
        from hero_runner.authoring.instrumented_client import observe_client

        return cast(ClientT, observe_client(client))
    return cast(ClientT, _StandIn(client))


class _StandIn:
    """Pass everything on to an object, and record its public methods."""

    def __init__(self, target: object) -> None:
        self.__dict__["_target"] = target

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._target, name)
        if name.startswith("_") or not callable(value):
            return value
        return _observe(f"rpc:{type(self._target).__name__}.{name}", value)

    def __setattr__(self, name: str, value: object) -> None:
        setattr(self._target, name, value)


class _Unkept(Exception):
    """Carry a result that JSON cannot hold past the memo."""

    def __init__(self, value: object) -> None:
        super().__init__("not kept")
        self.value = value


class _Record:
    """Hold one call of a plain object while it runs."""

    def __init__(self, function: Callable[..., Any], args: Any, kwargs: Any) -> None:
        self.annotation = read_return_type(function)
        self.digest = digest_arguments(args, kwargs)
        self.tags = {RPC_ARGUMENTS: render_json([*args, kwargs] if kwargs else args)}
        self._values: list[Any] = []

    def encode(self, value: Any) -> str:
        """Return the result as JSON, or raise it past the memo."""
        try:
            text = encode_value(value, self.annotation)
        except NotJson as error:
            raise _Unkept(value) from error
        self._values.append(value)
        return text

    def finish(self, span: Span, result: StepResult) -> Any:
        """Return what the caller gets."""
        span.tag(**{RPC_RESULT: result.output})
        if result.replayed or not self._values:
            return decode_value(result.output, self.annotation)
        return round_trip(self._values[0], result.output, self.annotation)

    def give_up(self, span: Span, value: object) -> Any:
        """Return a result that is not kept, and say so."""
        span.count(replayed=False)
        span.tag(**{"hero.kept": False, RPC_RESULT: type(value).__name__})
        return value


def _observe(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    async def call_async(*args: Any, **kwargs: Any) -> Any:
        if (parent := current_span()) is None:
            return await function(*args, **kwargs)
        record = _Record(function, args, kwargs)

        async def run() -> str:
            return record.encode(await function(*args, **kwargs))

        with Span(parent.session, parent, name, "rpc", record.tags) as span:
            try:
                result = await run_memoised_async(span, record.digest, run)
            except _Unkept as unkept:
                return record.give_up(span, unkept.value)
            return record.finish(span, result)

    def call(*args: Any, **kwargs: Any) -> Any:
        if (parent := current_span()) is None:
            return function(*args, **kwargs)
        record = _Record(function, args, kwargs)

        def run() -> str:
            return record.encode(function(*args, **kwargs))

        with Span(parent.session, parent, name, "rpc", record.tags) as span:
            try:
                result = run_memoised(span, record.digest, run)
            except _Unkept as unkept:
                return record.give_up(span, unkept.value)
            return record.finish(span, result)

    return call_async if is_coroutine_function(function) else call
