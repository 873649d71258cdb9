"""Share one two-way connection among threads, without a thread of its own.

Of those who wait for a message, one reads for all; when it has what it waits
for, the next one takes over.
"""

from threading import Condition, Lock
from time import monotonic
from typing import Protocol

from hero_runtime.errors import HeroError
from hero_runtime.transports.base import Reply, Timeout
from hero_runtime.transports.deadline import Deadline
from hero_runtime.transports.failures import build_timed_out
from hero_runtime.transports.mailbox import Mailbox, Waiter, build_ended, expected_ids


class Channel(Protocol):
    """Carry whole messages both ways; `OSError` and `EOFError` end it."""

    def send(self, message: bytes, seconds: float) -> None:
        """Send a message, or raise `TimeoutError`."""
        ...

    def receive(self, seconds: float | None) -> bytes:
        """Return the next message, or raise `TimeoutError` and lose none."""
        ...

    def close(self) -> None:
        """End the connection."""


class Link:
    """Send requests and wait for messages on one channel."""

    def __init__(self, channel: Channel, place: str) -> None:
        self._channel = channel
        self._place = place
        self._mailbox = Mailbox(place)
        self._changed = Condition()
        self._sending = Lock()
        self._is_reading = False
        self._failure: HeroError | None = None

    @property
    def is_ended(self) -> bool:
        """Whether the connection broke or was closed."""
        return self._failure is not None

    def exchange(self, body: bytes, timeout: Timeout) -> Reply:
        """Send a request and return its answer; a notification has an empty one."""
        deadline = Deadline(timeout)
        waiter = Waiter(expected_ids(body))
        if not waiter.ids:
            self._send(body, deadline)
            return Reply(204, b"")
        with self._changed:
            self._mailbox.add(waiter)
        try:
            self._send(body, deadline)
            return Reply(200, self.wait(waiter, deadline.to_read()))
        except TimeoutError as error:
            phase = deadline.name_phase("read")
            raise build_timed_out(self._place, phase) from error
        finally:
            self.forget(waiter)

    def listen(self, method: str) -> Waiter:
        """Start to keep the events of a method."""
        waiter = Waiter(frozenset(), method)
        with self._changed:
            waiter.failure = self._failure
            self._mailbox.add(waiter)
        return waiter

    def forget(self, waiter: Waiter) -> None:
        """Keep nothing more for someone who waited."""
        with self._changed:
            self._mailbox.remove(waiter)
            self._changed.notify_all()

    def wait(self, waiter: Waiter, seconds: float | None) -> bytes:
        """Return the next message for someone, or raise `TimeoutError`."""
        end = None if seconds is None else monotonic() + seconds
        with self._changed:
            while (message := waiter.take()) is None:
                left = None if end is None else end - monotonic()
                if left is not None and left <= 0:
                    raise TimeoutError("no message came in time")
                if self._is_reading:
                    self._changed.wait(left)
                else:
                    self._read(left)
        return message

    def end(self, error: HeroError) -> None:
        """Close the channel and tell everyone who waits."""
        with self._changed:
            self._fail(error)
        self._channel.close()

    def _read(self, seconds: float | None) -> None:
        """Receive one message for whomever it is, with the lock let go meanwhile."""
        self._is_reading = True
        self._changed.release()
        received: bytes | Exception
        try:
            received = self._channel.receive(seconds)
        except TimeoutError:
            received = b""
        except (OSError, EOFError) as error:
            received = error
        finally:
            self._changed.acquire()
            self._is_reading = False
            self._changed.notify_all()
        self._deliver(received)

    def _deliver(self, received: bytes | Exception) -> None:
        if isinstance(received, Exception):
            self._fail(build_ended(self._place, str(received)))
        elif received:
            try:
                self._mailbox.deliver(received)
            except HeroError as error:
                self._fail(error)

    def _fail(self, error: HeroError) -> None:
        self._failure = self._failure or error
        self._mailbox.fail(self._failure)
        self._changed.notify_all()

    def _send(self, body: bytes, deadline: Deadline) -> None:
        try:
            with self._sending:
                self._channel.send(body, deadline.left())
        except TimeoutError as error:
            # Part of the message may be sent: nothing can follow it.
            self.end(build_ended(self._place, "a request was cut by its timeout"))
            raise build_timed_out(self._place, "total") from error
        except (OSError, EOFError) as error:
            self.end(build_ended(self._place, str(error)))
            raise build_ended(self._place, str(error)) from error
