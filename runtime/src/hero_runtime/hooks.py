"""Let a tracer see each call: before it, after it, and when it fails."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import perf_counter
from types import TracebackType

from hero_runtime.call import Call
from hero_runtime.json_rpc import Failure, Success
from hero_runtime.options import OnMismatch
from hero_runtime.service import Method, ResultT, Service
from hero_runtime.transports.base import Reply


@dataclass(frozen=True, slots=True, eq=False)
class CallInfo:
    """Describe a call to hooks; the same object is given to all hooks of a call."""

    service: str
    method: str
    """Name of the method on the wire."""
    arguments: Mapping[str, object]
    """As they were given, by wire name; also those that are not sent."""
    request_id: int | None
    """The id of the request, none for a notification."""


@dataclass(frozen=True, slots=True)
class Hooks:
    """Name the functions that are called around each call of a client.

    `after` is given the typed result and `error` what was raised, and both the
    seconds that the call took, retries included. What a hook raises, the call
    raises. The calls of a batch are seen one by one, from when the batch is sent;
    what a hook raises there ends the batch.
    """

    before: Callable[[CallInfo], None] | None = None
    after: Callable[[CallInfo, object, float], None] | None = None
    error: Callable[[CallInfo, BaseException, float], None] | None = None


class ObservedCall(Call[ResultT]):
    """Make one call and tell the hooks of it."""

    __slots__ = ("_hooks", "_info", "_result", "_started")

    def __init__(
        self,
        service: Service,
        method: Method[ResultT],
        arguments: tuple[object, ...],
        request_id: int,
        hooks: Hooks,
    ) -> None:
        super().__init__(service, method, arguments, request_id)
        named = dict(zip(method.parameters, arguments, strict=True))
        shown_id = None if method.notification else request_id
        self._info = CallInfo(service.name, method.name, named, shown_id)
        self._hooks = hooks
        self._result: object = None
        self._started = 0.0

    def __enter__(self) -> "ObservedCall[ResultT]":
        self._started = perf_counter()
        if self._hooks.before is not None:
            self._hooks.before(self._info)
        return self

    def __exit__(
        self,
        error_type: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        super().__exit__(error_type, error, traceback)
        seconds = perf_counter() - self._started
        if error is not None:
            if self._hooks.error is not None:
                self._hooks.error(self._info, error, seconds)
        elif self._hooks.after is not None:
            self._hooks.after(self._info, self._result, seconds)

    def read(self, reply: Reply, on_mismatch: OnMismatch) -> ResultT:
        """Return the typed result, and keep it for the hook."""
        result = super().read(reply, on_mismatch)
        self._result = result
        return result

    def read_answer(
        self, answer: Success | Failure, on_mismatch: OnMismatch
    ) -> ResultT:
        """Return the typed result, and keep it for the hook."""
        result = super().read_answer(answer, on_mismatch)
        self._result = result
        return result
