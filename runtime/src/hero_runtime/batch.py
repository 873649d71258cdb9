"""Collect calls, send them as one request, and hand out their answers.

Source: https://www.jsonrpc.org/specification, section 6.
"""

from collections.abc import Awaitable, Callable, Iterator
from itertools import chain
from types import TracebackType
from typing import Any, ClassVar, Generic, Protocol, TypeVar, cast

from hero_runtime.call import Call
from hero_runtime.errors import HeroError, ProtocolError
from hero_runtime.json_rpc import (
    Failure,
    Success,
    parse_batch_reply,
    parse_notification_reply,
)
from hero_runtime.options import OnMismatch
from hero_runtime.remote import build_remote_error
from hero_runtime.service import Method, ResultT, Service
from hero_runtime.transports.base import Reply

BatchT = TypeVar("BatchT", bound="BatchClient")


class Begin(Protocol):
    """Make a call of the client that the batch is of, with its hooks."""

    def __call__(
        self, method: Method[ResultT], arguments: tuple[object, ...]
    ) -> Call[ResultT]: ...


class BatchResult(Generic[ResultT]):
    """Hold what became of one call of a batch, once the batch is sent."""

    def __init__(self, call: Call[ResultT]) -> None:
        self._call = call
        self._is_under_way = False
        self._outcome: tuple[ResultT] | HeroError | None = None

    def result(self) -> ResultT:
        """Return the typed result, or raise the error of this call.

        Raises `RuntimeError` before the batch is sent.
        """
        if isinstance(self._outcome, HeroError):
            raise self._outcome
        return self._sent()[0]

    def error(self) -> HeroError | None:
        """Return the error of this call, if it failed."""
        if isinstance(self._outcome, HeroError):
            return self._outcome
        self._sent()
        return None

    def _sent(self) -> tuple[ResultT]:
        if self._outcome is None or isinstance(self._outcome, HeroError):
            raise RuntimeError(
                f"the batch with {self._call.method.name} is not sent yet: leave "
                "its with block before asking for results"
            )
        return self._outcome

    def _start(self) -> None:
        self._call.__enter__()
        self._is_under_way = True

    def _read(self, answer: Success | Failure | None, on_mismatch: OnMismatch) -> None:
        try:
            if answer is None:
                raise ProtocolError("the batch was answered without this call")
            self._outcome = (self._call.read_answer(answer, on_mismatch),)
        except HeroError as error:
            self._fail(error)
        else:
            self._end(None)

    def _fail(self, error: BaseException) -> None:
        """Settle the call with an error, unless it is settled already."""
        if self._is_under_way:
            if isinstance(error, HeroError):
                self._outcome = error
            self._end(error)

    def _receive_nothing(self) -> None:
        """Settle a notification, which nothing answers and whose result is `None`."""
        self._outcome = (cast(ResultT, None),)
        self._end(None)

    def _end(self, error: BaseException | None) -> None:
        self._is_under_way = False
        if error is None:
            self._call.__exit__(None, None, None)
        else:
            self._call.__exit__(type(error), error, error.__traceback__)


class BatchClient:
    """Be the base of generated clients whose methods are collected, not sent."""

    _service: ClassVar[Service]

    def __init__(self, begin: Begin, on_mismatch: OnMismatch) -> None:
        self._begin = begin
        self._on_mismatch = on_mismatch
        self._is_closed = False
        self._bodies: list[bytes] = []
        self._is_idempotent = True
        self._waiting: dict[int, BatchResult[Any]] = {}
        self._notified: list[BatchResult[Any]] = []

    def _add(self, method: Method[ResultT], *arguments: object) -> BatchResult[ResultT]:
        """Add a call; raises `ParameterError` for arguments of another type."""
        if self._is_closed:
            raise RuntimeError(
                f"the batch is sent already: start another for {method.name}"
            )
        call = self._begin(method, arguments)
        try:
            self._bodies.append(call.write())
        except HeroError:
            with call:
                raise
        result = BatchResult(call)
        self._is_idempotent = self._is_idempotent and method.idempotent
        if method.notification:
            self._notified.append(result)
        else:
            self._waiting[call.request_id] = result
        return result

    def _write(self) -> bytes:
        """Return the body of the request, whose calls are under way from now on."""
        for result in self._results():
            result._start()
        return b"[%b]" % b",".join(self._bodies)

    def _read(self, reply: Reply) -> None:
        """Give every call its answer; raise what is an answer to none of them."""
        if self._waiting:
            answers = parse_batch_reply(reply, self._waiting.keys())
            for request_id, result in self._waiting.items():
                result._read(answers.get(request_id), self._on_mismatch)
        else:
            failure = parse_notification_reply(reply)
            if failure is not None:
                raise build_remote_error(self._service.package, failure)
        for notification in self._notified:
            notification._receive_nothing()

    def _close(self) -> bool:
        """Take no more calls; tell whether there are any."""
        self._is_closed = True
        return bool(self._bodies)

    def _fail(self, error: BaseException) -> None:
        """Give every call the error that the whole batch failed with."""
        for result in self._results():
            result._fail(error)
            if isinstance(error, HeroError):
                # It is the error of no single method.
                error.method = ""

    def _results(self) -> Iterator[BatchResult[Any]]:
        return chain(self._waiting.values(), self._notified)


class Batch(Generic[BatchT]):
    """Send what was collected in a `with` block when the block ends well."""

    def __init__(self, client: BatchT, send: Callable[[bytes, bool], Reply]) -> None:
        self._client = client
        self._send = send

    def __enter__(self) -> BatchT:
        return self._client

    def __exit__(
        self,
        error_type: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        client = self._client
        if not client._close() or error is not None:
            return
        try:
            client._read(self._send(client._write(), client._is_idempotent))
        except BaseException as failure:
            client._fail(failure)
            raise


class AsyncBatch(Generic[BatchT]):
    """Send what was collected in an `async with` block when the block ends well."""

    def __init__(
        self, client: BatchT, send: Callable[[bytes, bool], Awaitable[Reply]]
    ) -> None:
        self._client = client
        self._send = send

    async def __aenter__(self) -> BatchT:
        return self._client

    async def __aexit__(
        self,
        error_type: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        client = self._client
        if not client._close() or error is not None:
            return
        try:
            client._read(await self._send(client._write(), client._is_idempotent))
        except BaseException as failure:
            client._fail(failure)
            raise
