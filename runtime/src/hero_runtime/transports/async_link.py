"""Share one two-way connection among tasks, without a task of its own.

As in `link`, one of those who wait reads for all, until it has what it waits for.
"""

from typing import Protocol

import anyio

from hero_runtime.errors import HeroError
from hero_runtime.transports.base import Reply, Timeout
from hero_runtime.transports.deadline import Deadline
from hero_runtime.transports.failures import build_timed_out
from hero_runtime.transports.mailbox import Mailbox, Waiter, build_ended, expected_ids


class AsyncChannel(Protocol):
    """Carry whole messages both ways; `OSError` and `EOFError` end it."""

    async def send(self, message: bytes) -> None:
        """Send a message."""
        ...

    async def receive(self) -> bytes:
        """Return the next message; none is lost when this is cancelled."""
        ...

    async def aclose(self) -> None:
        """End the connection."""


class AsyncLink:
    """Send requests and wait for messages on one channel."""

    def __init__(self, channel: AsyncChannel, place: str) -> None:
        self._channel = channel
        self._place = place
        self._mailbox = Mailbox(place)
        self._sending = anyio.Lock()
        self._is_reading = False
        self._sleeping: dict[Waiter, anyio.Event] = {}
        self._failure: HeroError | None = None

    @property
    def is_ended(self) -> bool:
        """Whether the connection broke or was closed."""
        return self._failure is not None

    async def exchange(self, body: bytes, timeout: Timeout) -> Reply:
        """Send a request and return its answer; a notification has an empty one."""
        deadline = Deadline(timeout)
        waiter = Waiter(expected_ids(body))
        if not waiter.ids:
            await self._send(body, deadline)
            return Reply(204, b"")
        self._mailbox.add(waiter)
        try:
            await self._send(body, deadline)
            with anyio.fail_after(deadline.to_read()):
                return Reply(200, await self.wait(waiter))
        except TimeoutError as error:
            phase = deadline.name_phase("read")
            raise build_timed_out(self._place, phase) from error
        finally:
            self.forget(waiter)

    def listen(self, method: str) -> Waiter:
        """Start to keep the events of a method."""
        waiter = Waiter(frozenset(), method)
        waiter.failure = self._failure
        self._mailbox.add(waiter)
        return waiter

    def forget(self, waiter: Waiter) -> None:
        """Keep nothing more for someone who waited."""
        self._mailbox.remove(waiter)

    async def wait(self, waiter: Waiter) -> bytes:
        """Return the next message for someone."""
        try:
            while (message := waiter.take()) is None:
                if self._is_reading:
                    self._sleeping[waiter] = anyio.Event()
                    await self._sleeping[waiter].wait()
                else:
                    await self._read()
            return message
        finally:
            self._sleeping.pop(waiter, None)
            self._hand_over()

    async def end(self, error: HeroError) -> None:
        """Close the channel and tell everyone who waits."""
        self._fail(error)
        with anyio.CancelScope(shield=True):
            await self._channel.aclose()

    async def _read(self) -> None:
        """Receive one message for whomever it is."""
        self._is_reading = True
        try:
            self._mailbox.deliver(await self._channel.receive())
        except (OSError, EOFError) as error:
            self._fail(build_ended(self._place, str(error)))
        except HeroError as error:
            self._fail(error)
        finally:
            self._is_reading = False
        self._wake_settled()

    def _wake_settled(self) -> None:
        for waiter, event in self._sleeping.items():
            if waiter.is_settled():
                event.set()

    def _hand_over(self) -> None:
        """Wake one of the sleeping, to read on, when nobody reads any more."""
        if not self._is_reading:
            for event in self._sleeping.values():
                event.set()
                return

    def _fail(self, error: HeroError) -> None:
        self._failure = self._failure or error
        self._mailbox.fail(self._failure)
        self._wake_settled()

    async def _send(self, body: bytes, deadline: Deadline) -> None:
        try:
            with anyio.fail_after(deadline.left()):
                async with self._sending:
                    await self._channel.send(body)
        except TimeoutError as error:
            # Part of the message may be sent: nothing can follow it.
            await self.end(build_ended(self._place, "a timeout cut a request"))
            raise build_timed_out(self._place, "total") from error
        except (OSError, EOFError) as error:
            await self.end(build_ended(self._place, str(error)))
            raise build_ended(self._place, str(error)) from error
