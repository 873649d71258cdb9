"""Read the notifications that a service sends, with their type."""

from collections.abc import AsyncIterator, Iterator, Mapping
from types import TracebackType
from typing import (
    TYPE_CHECKING,
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


async def subscribe_async(
    transport: object,
    method: str,
    type_: type[EventT],
    *,
    service: str,
    headers: Mapping[str, str],
    timeout: Timeout,
) -> AsyncIterator[EventT]:
    """Give the events of a method as they come, from the first step on."""
    if not isinstance(transport, AsyncListeningTransport):
        raise build_deaf(service, method)
    adapter = TypeAdapter(type_)
    link, waiter = await transport.listen(method, headers, timeout)
    try:
        while True:
            event = await link.wait(waiter)
            yield read_event(adapter, event, service, method)
    except TransportError as error:
        error.service, error.method = service, method
        raise
    finally:
        link.forget(waiter)


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
