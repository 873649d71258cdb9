"""Read the notifications that a service sends, with their type."""

from collections.abc import AsyncIterator, Generator, Iterator, Mapping
from types import TracebackType
from typing import (
    TYPE_CHECKING,
    Any,
    Generic,
    Protocol,
    Self,
    TypeVar,
    runtime_checkable,
)

from pydantic import TypeAdapter, ValidationError

from hero_runtime.errors import ResultError, TransportError
from hero_runtime.transports.base import Timeout
from hero_runtime.transports.link import Link
from hero_runtime.transports.mailbox import Waiter

if TYPE_CHECKING:
    from hero_runtime.transports.async_link import AsyncLink

EventT = TypeVar("EventT")


@runtime_checkable
class ListeningTransport(Protocol):
    """Be a transport over which a service can send notifications."""

    def listen(
        self, method: str, headers: Mapping[str, str], timeout: Timeout
    ) -> tuple[Link, Waiter]:
        """Start to keep the notifications of a method."""
        ...


@runtime_checkable
class AsyncListeningTransport(Protocol):
    """Be the same for coroutines."""

    async def listen(
        self, method: str, headers: Mapping[str, str], timeout: Timeout
    ) -> tuple["AsyncLink", Waiter]:
        """Start to keep the notifications of a method."""
        ...


class Subscription(Generic[EventT], Iterator[EventT]):
    """Give the `params` of each notification of a method, waiting for the next.

    Notifications are kept from the moment it is made, up to 10,000 unread.
    Iterating raises `ConnectionLost` when the connection ends, and
    `ResultError` for an event of another type; the next one can be read still.
    """

    def __init__(
        self,
        transport: ListeningTransport,
        method: str,
        type_: type[EventT],
        *,
        service: str,
        headers: Mapping[str, str],
        timeout: Timeout,
    ) -> None:
        self._service = service
        self._method = method
        self._adapter = TypeAdapter(type_)
        self._link, self._waiter = transport.listen(method, headers, timeout)

    def next(self, timeout: float | None = None) -> EventT:
        """Return the next event; raise `TimeoutError` after so many seconds."""
        try:
            event = self._link.wait(self._waiter, timeout)
        except TransportError as error:
            error.service, error.method = self._service, self._method
            raise
        return read_event(self._adapter, event, self._service, self._method)

    def close(self) -> None:
        """Keep no more events."""
        self._link.forget(self._waiter)

    def __next__(self) -> EventT:
        return self.next()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        error_type: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


def subscribe(
    transport: object,
    method: str,
    type_: type[EventT],
    *,
    service: str,
    headers: Mapping[str, str],
    timeout: Timeout,
) -> Subscription[EventT]:
    """Start a subscription; raise `TransportError` where no events can come."""
    if not isinstance(transport, ListeningTransport):
        raise build_deaf(service, method)
    return Subscription(
        transport, method, type_, service=service, headers=headers, timeout=timeout
    )


class AsyncSubscription(Generic[EventT], AsyncIterator[EventT]):
    """Be `Subscription` for coroutines.

    Notifications are kept from `await` or `async with` on; else from the first step
    of the iteration, which opens the connection.
    """

    def __init__(
        self,
        transport: AsyncListeningTransport,
        method: str,
        type_: type[EventT],
        *,
        service: str,
        headers: Mapping[str, str],
        timeout: Timeout,
    ) -> None:
        self._transport = transport
        self._service = service
        self._method = method
        self._headers = headers
        self._timeout = timeout
        self._adapter = TypeAdapter(type_)
        self._opened: tuple[AsyncLink, Waiter] | None = None

    async def next(self) -> EventT:
        """Return the next event."""
        link, waiter = await self._open()
        try:
            event = await link.wait(waiter)
        except TransportError as error:
            error.service, error.method = self._service, self._method
            raise
        return read_event(self._adapter, event, self._service, self._method)

    async def aclose(self) -> None:
        """Keep no more events."""
        opened, self._opened = self._opened, None
        if opened is not None:
            opened[0].forget(opened[1])

    async def _open(self) -> "tuple[AsyncLink, Waiter]":
        if self._opened is None:
            self._opened = await self._transport.listen(
                self._method, self._headers, self._timeout
            )
        return self._opened

    async def _begin(self) -> Self:
        await self._open()
        return self

    def __await__(self) -> Generator[Any, Any, Self]:
        return self._begin().__await__()

    async def __anext__(self) -> EventT:
        return await self.next()

    async def __aenter__(self) -> Self:
        return await self._begin()

    async def __aexit__(
        self,
        error_type: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.aclose()


def subscribe_async(
    transport: object,
    method: str,
    type_: type[EventT],
    *,
    service: str,
    headers: Mapping[str, str],
    timeout: Timeout,
) -> AsyncSubscription[EventT]:
    """Return a subscription; raise `TransportError` where no events can come."""
    if not isinstance(transport, AsyncListeningTransport):
        raise build_deaf(service, method)
    return AsyncSubscription(
        transport, method, type_, service=service, headers=headers, timeout=timeout
    )


def read_event(
    adapter: TypeAdapter[EventT], event: bytes, service: str, method: str
) -> EventT:
    """Return the typed `params` of a notification, or raise `ResultError`."""
    try:
        return adapter.validate_json(event, strict=True)
    except ValidationError as error:
        raise ResultError(
            f"an event does not have its type: {error.error_count()} errors",
            service=service,
            method=method,
        ) from error


def build_deaf(service: str, method: str) -> TransportError:
    """Return the error for a transport over which no events can come."""
    return TransportError(
        "no notifications can come over this transport",
        service=service,
        method=method,
        hint="Give the client a WebSocket or stdio transport.",
    )
