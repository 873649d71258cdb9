"""Run calls whose results are kept, so that no later attempt runs them again."""

import hashlib
import json
from collections.abc import Awaitable, Callable
from typing import Any, Final

from hero_runner.authoring.span import Span
from hero_runner.authoring.stops import Stale, StoreFailed
from hero_runner.authoring.types import (
    NotJson,
    decode_value,
    encode_value,
    read_return_type,
    round_trip,
)
from hero_runner.engines.port import StaleStep, Step, StepResult
from hero_runner.spans.events import build_step_output
from hero_runner.store.connection import StoreError

_COROUTINE: Final = 0x80
"""`inspect.CO_COROUTINE`; `inspect` takes 10 ms to import."""


def call_memoised(
    parent: Span, name: str, function: Callable[..., Any], args: Any, kwargs: Any
) -> Any:
    """Return what a function returns, or returned in an earlier attempt."""
    annotation = read_return_type(function)
    values: list[Any] = []

    def run() -> str:
        values.append(function(*args, **kwargs))
        return _encode(name, values[0], annotation)

    with Span(parent.session, parent, name, "step", {}) as span:
        result = run_memoised(span, digest_arguments(args, kwargs), run)
    return _choose(result, values, annotation)


async def call_memoised_async(
    parent: Span, name: str, function: Callable[..., Any], args: Any, kwargs: Any
) -> Any:
    """Be `call_memoised` for a coroutine function."""
    annotation = read_return_type(function)
    values: list[Any] = []

    async def run() -> str:
        values.append(await function(*args, **kwargs))
        return _encode(name, values[0], annotation)

    with Span(parent.session, parent, name, "step", {}) as span:
        result = await run_memoised_async(span, digest_arguments(args, kwargs), run)
    return _choose(result, values, annotation)


def run_memoised(span: Span, arguments: str, function: Callable[[], str]) -> StepResult:
    """Run what a span stands for as a step of the play, if there is a play."""
    steps = span.session.steps
    if steps is None:
        result = StepResult(function(), replayed=False)
    else:
        try:
            result = steps.run(_build_step(span, arguments), function)
        except StaleStep as error:
            raise _explain_stale(error) from error
        except StoreError as error:
            raise StoreFailed(str(error)) from error
    _tell(span, result)
    return result


async def run_memoised_async(
    span: Span, arguments: str, function: Callable[[], Awaitable[str]]
) -> StepResult:
    """Be `run_memoised` for a coroutine function."""
    steps = span.session.steps
    if steps is None:
        result = StepResult(await function(), replayed=False)
    else:
        try:
            result = await steps.run_async(_build_step(span, arguments), function)
        except StaleStep as error:
            raise _explain_stale(error) from error
        except StoreError as error:
            raise StoreFailed(str(error)) from error
    _tell(span, result)
    return result


def digest_arguments(args: Any, kwargs: Any) -> str:
    """Return a digest that tells calls with other arguments apart.

    What has no form in JSON counts as its type: an object's address changes.
    """
    try:
        text = _encode_arguments([args, kwargs])
    except (TypeError, ValueError, RecursionError):
        text = f"{len(args)} {sorted(kwargs)}"
    return hashlib.blake2b(text.encode(errors="replace"), digest_size=8).hexdigest()


def is_coroutine_function(function: Any) -> bool:
    """Tell whether calling a function gives a coroutine."""
    function = getattr(function, "__func__", function)
    while hasattr(function, "func"):  # functools.partial
        function = function.func
    code = getattr(function, "__code__", None)
    return code is not None and bool(code.co_flags & _COROUTINE)


def _name_unknown(value: Any) -> Any:
    dump = getattr(value, "model_dump", None)
    if dump is not None and not isinstance(value, type):
        return dump(mode="json")
    if hasattr(value, "isoformat"):
        return value.isoformat()
    fields = getattr(value, "__dataclass_fields__", None)
    if fields is not None and not isinstance(value, type):
        return {name: getattr(value, name) for name in fields}
    kind = value if isinstance(value, type) else type(value)
    return f"{kind.__module__}.{kind.__qualname__}"


_encode_arguments = json.JSONEncoder(
    separators=(",", ":"), sort_keys=True, default=_name_unknown
).encode


def _encode(name: str, value: Any, annotation: Any) -> str:
    try:
        return encode_value(value, annotation)
    except NotJson as error:
        raise TypeError(
            f"the call {name!r} returned {error}. Return JSON values, or annotate the "
            "function with a type that pydantic knows, so that its result can be kept"
        ) from None


def _choose(result: StepResult, values: list[Any], annotation: Any) -> Any:
    if result.replayed or not values:
        return decode_value(result.output, annotation)
    return round_trip(values[0], result.output, annotation)


def _build_step(span: Span, arguments: str) -> Step:
    return Step(span.key, span.family, arguments, span.concurrent)


def _tell(span: Span, result: StepResult) -> None:
    span.count(result.replayed)
    span.session.send(build_step_output(span.id, span.key, result.output))


def _explain_stale(error: StaleStep) -> Stale:
    return Stale(
        f"{error}. The flow, or what it imports, now does other things than when the "
        f"play began. Go on from there with: hero-runner fork PLAY --from "
        f"'{error.key}'. Values that differ each time, such as the present time, "
        "belong into a flow.call of their own"
    )
