"""Declare flows and what happens in them: the object `flow`."""

import functools
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from typing import Any, Final, ParamSpec, TypeVar, overload

from hero_runner.authoring.asking import ask_play
from hero_runner.authoring.calls import (
    call_memoised,
    call_memoised_async,
    is_coroutine_function,
)
from hero_runner.authoring.root import enter_flow
from hero_runner.authoring.span import (
    NULL_SPAN,
    NullSpan,
    Span,
    current_span,
    open_span,
)
from hero_runner.authoring.stops import Failed
from hero_runner.authoring.subflows import invoke_flow
from hero_runner.conventions import Kind

P = ParamSpec("P")
R = TypeVar("R")

ATTRIBUTE: Final = "__hero_flow__"
"""Where a decorated function holds its `FlowInfo`."""


@dataclass(frozen=True, slots=True)
class FlowInfo:
    """Describe a flow. `inputs` holds descriptions of its parameters by name."""

    name: str
    description: str
    inputs: Mapping[str, str]
    function: Callable[..., Any]


class FlowApi:
    """Decorate functions as flows, and give them steps, kept calls and questions."""

    Failed = Failed

    @overload
    def __call__(self, function: Callable[P, R], /) -> Callable[P, R]: ...

    @overload
    def __call__(
        self,
        *,
        name: str | None = None,
        description: str | None = None,
        inputs: Mapping[str, str] | None = None,
    ) -> Callable[[Callable[P, R]], Callable[P, R]]: ...

    def __call__(
        self,
        *functions: Callable[..., Any],
        name: str | None = None,
        description: str | None = None,
        inputs: Mapping[str, str] | None = None,
    ) -> Any:
        """Make a function, sync or async, a flow; it stays callable as before.

        Its name and description are those of the function, unless given.
        """

        def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
            text = (function.__doc__ or "").strip()
            summary = text.split("\n\n")[0] if description is None else description
            info = FlowInfo(
                name or function.__name__, summary, dict(inputs or {}), function
            )
            return _wrap(info)

        return decorate(*functions) if functions else decorate

    @property
    def current_span(self) -> Span | NullSpan:
        """The span that is open here; one that does nothing without a play."""
        return current_span() or NULL_SPAN

    def step(
        self, name: str, /, *, kind: Kind = "step", **tags: Any
    ) -> Span | NullSpan:
        """Return a span for a `with` block.

        The block runs again in a later attempt: what must not, belongs into
        `flow.call`.
        """
        return open_span(name, kind, tags)

    span = step

    @overload
    def call(
        self,
        name: str,
        function: Callable[P, Coroutine[Any, Any, R]],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Coroutine[Any, Any, R]: ...

    @overload
    def call(
        self, name: str, function: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs
    ) -> R: ...

    def call(
        self, name: str, function: Callable[..., Any], /, *args: Any, **kwargs: Any
    ) -> Any:
        """Call a function and keep its result: no later attempt calls it again.

        The result is a JSON value, or of the annotated type if pydantic knows it.
        A coroutine function is awaited: `await flow.call("fetch", fetch, url)`.
        Only the call that a crash interrupts runs twice.
        """
        span = current_span()
        if span is None:
            return function(*args, **kwargs)
        if is_coroutine_function(function):
            return call_memoised_async(span, name, function, args, kwargs)
        return call_memoised(span, name, function, args, kwargs)

    def pause(
        self,
        name: str,
        *,
        schema: Mapping[str, Any] | None = None,
        ui: Mapping[str, Any] | None = None,
    ) -> Any:
        """Return the answer to a question; without one, the play waits for it.

        Waiting ends the process. `schema` is the JSON Schema of the answer, and
        `ui` says how to show the question. Without the runner a terminal is asked.
        """
        return ask_play(name, schema, ui)

    def invoke(self, name: str, /, *, spawn: bool = False, **inputs: Any) -> Any:
        """Run another flow by its name and return its result.

        It runs within this play, or with `spawn` in a process and play of its own.
        An async flow that runs within is awaited by the caller.
        """
        return invoke_flow(name, spawn, inputs)


def read_flow_info(value: object) -> FlowInfo | None:
    """Return what a decorated function says of itself."""
    info = getattr(value, ATTRIBUTE, None)
    return info if isinstance(info, FlowInfo) else None


def _wrap(info: FlowInfo) -> Callable[..., Any]:
    function = info.function
    if is_coroutine_function(function):

        async def run_async(*args: Any, **kwargs: Any) -> Any:
            with enter_flow(info.name):
                return await function(*args, **kwargs)

        return _stamp(run_async, info)

    def run(*args: Any, **kwargs: Any) -> Any:
        with enter_flow(info.name):
            return function(*args, **kwargs)

    return _stamp(run, info)


def _stamp(wrapper: Callable[..., Any], info: FlowInfo) -> Callable[..., Any]:
    functools.update_wrapper(wrapper, info.function)
    setattr(wrapper, ATTRIBUTE, info)
    return wrapper


flow: Final = FlowApi()
