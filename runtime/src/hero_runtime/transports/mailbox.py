"""Sort the messages of a two-way connection: answers by id, events by method.

Nothing here waits; the synchronous and the asynchronous link share it.
"""

import json
from collections import deque
from collections.abc import Iterator
from typing import Any, Final

from hero_runtime.errors import ConnectionLost, HeroError, ProtocolError

MAX_EVENTS: Final = 10_000
"""Most events of a subscription that wait to be read."""


class Waiter:
    """Wait for the answer to one request, or for the events of one method."""

    def __init__(self, ids: frozenset[object], method: str = "") -> None:
        self.ids = ids
        self.method = method
        self.messages: deque[bytes] = deque()
        self.failure: HeroError | None = None

    def take(self) -> bytes | None:
        """Return the next message, if there is one; raise what ended the link."""
        if self.messages:
            return self.messages.popleft()
        if self.failure is not None:
            raise self.failure
        return None

    def is_settled(self) -> bool:
        """Tell whether `take` has something to give or to raise."""
        return bool(self.messages) or self.failure is not None


class Mailbox:
    """Hold who waits for what on one connection."""

    def __init__(self, place: str) -> None:
        self._place = place
        self._waiters: list[Waiter] = []

    def __iter__(self) -> Iterator[Waiter]:
        return iter(list(self._waiters))

    def add(self, waiter: Waiter) -> None:
        """Let someone wait; refuse ids for which another call waits."""
        if any(waiter.ids & other.ids for other in self._waiters):
            raise ProtocolError(
                f"two requests with one id are under way on {self._place}",
                hint="Give each client a transport of its own.",
            )
        self._waiters.append(waiter)

    def remove(self, waiter: Waiter) -> None:
        """Let someone wait no longer; an answer that still comes is dropped."""
        if waiter in self._waiters:
            self._waiters.remove(waiter)

    def deliver(self, message: bytes) -> None:
        """Give a message to those who wait for it.

        Raises `ProtocolError` for what is no message, which ends the link: one
        cannot know whose answer it was.
        """
        parsed = _parse(message, self._place)
        if isinstance(parsed, dict) and isinstance(parsed.get("method"), str):
            if "id" not in parsed:
                self._deliver_event(parsed["method"], parsed.get("params"))
            return
        ids = _read_ids(parsed)
        for waiter in self._waiters:
            if waiter.ids & ids:
                waiter.messages.append(message)
                return
        if ids == {None}:
            self._deliver_without_id(message)

    def fail(self, error: HeroError) -> None:
        """Tell everyone that nothing will come any more."""
        for waiter in self._waiters:
            waiter.failure = error

    def _deliver_event(self, method: str, params: object) -> None:
        event = json.dumps(params).encode()
        for waiter in self._waiters:
            if waiter.method == method:
                waiter.messages.append(event)
                if len(waiter.messages) > MAX_EVENTS:
                    waiter.failure = _too_many(method)

    def _deliver_without_id(self, message: bytes) -> None:
        calls = [waiter for waiter in self._waiters if waiter.ids]
        if len(calls) != 1:
            raise ProtocolError(
                "an answer does not say to which call", received=message
            )
        calls[0].messages.append(message)


def expected_ids(body: bytes) -> frozenset[object]:
    """Return the ids of the calls in a request that we wrote."""
    request = json.loads(body)
    calls = request if isinstance(request, list) else [request]
    return frozenset(call["id"] for call in calls if "id" in call)


def build_ended(place: str, reason: str) -> ConnectionLost:
    """Return the error for a connection that ended while someone waited."""
    return ConnectionLost(f"the connection to {place} ended: {reason}")


def _parse(message: bytes, place: str) -> Any:
    try:
        return json.loads(message)
    except (ValueError, RecursionError) as error:
        raise ProtocolError(
            f"{place} sent what is not JSON: {error}", received=message
        ) from error


def _read_ids(parsed: Any) -> set[object]:
    answers = parsed if isinstance(parsed, list) else [parsed]
    ids = [answer.get("id") for answer in answers if isinstance(answer, dict)]
    return {item for item in ids if item is None or isinstance(item, int | float | str)}


def _too_many(method: str) -> ProtocolError:
    return ProtocolError(
        f"more than {MAX_EVENTS} events of {method} wait to be read",
        hint="Read the events faster, or close the subscription.",
    )
