"""Watch the process of a flow: its spans, what it prints, its end, and signals."""

import os
import selectors
import signal
import socket
import time
from collections.abc import Callable
from types import FrameType
from typing import Any, Final

from hero_runner.plays.output import OutputLog
from hero_runner.spans.collector import LINE_LIMIT, SpanCollector

GRACE_SECONDS: Final = 5.0
"""How long a cancelled flow may clean up before it is killed."""
_DRAIN_SECONDS: Final = 1.0
"""How long processes that the flow left behind may hold what they write to."""
_POLL_SECONDS: Final = 0.05
_CHUNK: Final = 256 * 1024


class Watch:
    """Serve a flow's process until it ended and all it sent was read."""

    def __init__(
        self,
        process: int,
        listener: socket.socket,
        output: int,
        collector: SpanCollector,
        log: OutputLog,
    ) -> None:
        self._process = process
        self._collector = collector
        self._log = log
        self._selector = selectors.DefaultSelector()
        self._buffers: dict[int, bytearray] = {}
        self._open = {output}
        self._status: int | None = None
        self._deadline: float | None = None
        self.signal: int | None = None
        listener.setblocking(False)
        os.set_blocking(output, False)
        self._selector.register(listener, selectors.EVENT_READ, self._accept)
        self._selector.register(output, selectors.EVENT_READ, self._read_output)

    def run(self) -> int:
        """Return the wait status of the process, once there is nothing more to read."""
        wake_read, wake_write = os.pipe()
        os.set_blocking(wake_write, False)
        self._selector.register(wake_read, selectors.EVENT_READ, _swallow)
        signals = (signal.SIGTERM, signal.SIGINT)
        before = [signal.signal(item, self._take_signal) for item in signals]
        signal.set_wakeup_fd(wake_write, warn_on_full_buffer=False)
        descriptor = self._watch_end()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, signals)
        try:
            self._serve()
        finally:
            signal.set_wakeup_fd(-1)
            for item, action in zip(signals, before, strict=True):
                signal.signal(item, action)
            for item_ in (wake_read, wake_write, descriptor):
                if item_ is not None:
                    os.close(item_)
            self._selector.close()
        assert self._status is not None
        return self._status

    def _watch_end(self) -> int | None:
        """Have the selector tell of the end of the process, where the system can."""
        try:
            descriptor = os.pidfd_open(self._process)
        except (AttributeError, OSError):
            return None
        self._selector.register(descriptor, selectors.EVENT_READ, self._wait)
        return descriptor

    def _serve(self) -> None:
        while self._status is None or (self._open and not self._is_late()):
            for key, _ in self._selector.select(self._timeout()):
                action: Callable[[Any], None] = key.data
                action(key.fileobj)
            if self._collector.seconds_to_flush() == 0:
                self._collector.flush()
            self._wait(None)
            self._press()

    def _timeout(self) -> float:
        times = [_POLL_SECONDS if self._status is not None else 0.5]
        flush = self._collector.seconds_to_flush()
        return min(times if flush is None else [*times, flush])

    def _wait(self, _: Any) -> None:
        if self._status is not None:
            return
        process, status = os.waitpid(self._process, os.WNOHANG)
        if process:
            self._status = status
            self._deadline = time.monotonic() + _DRAIN_SECONDS
            for key in list(self._selector.get_map().values()):
                if key.data == self._wait:
                    self._selector.unregister(key.fileobj)

    def _is_late(self) -> bool:
        return self._deadline is not None and time.monotonic() > self._deadline

    def _press(self) -> None:
        """Kill a cancelled flow that does not end, with what it started."""
        if self.signal is not None and self._status is None and self._is_late():
            self._kill(signal.SIGKILL)

    def _kill(self, number: int) -> None:
        try:
            os.killpg(self._process, number)
        except ProcessLookupError:
            os.kill(self._process, number)

    def _take_signal(self, number: int, frame: FrameType | None) -> None:
        if self.signal is None and self._status is None:
            self.signal = number
            self._deadline = time.monotonic() + GRACE_SECONDS
            os.kill(self._process, signal.SIGTERM)

    def _accept(self, listener: Any) -> None:
        connection, _ = listener.accept()
        connection.setblocking(False)
        self._buffers[connection.fileno()] = bytearray()
        self._open.add(connection.fileno())
        self._selector.register(connection, selectors.EVENT_READ, self._read_spans)

    def _read_spans(self, connection: Any) -> None:
        number = connection.fileno()
        try:
            data = connection.recv(_CHUNK)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if data:
            self._add_lines(self._buffers[number], data)
            return
        self._selector.unregister(connection)
        self._open.discard(number)
        del self._buffers[number]
        connection.close()

    def _add_lines(self, buffer: bytearray, data: bytes) -> None:
        *lines, rest = data.split(b"\n")
        if lines:
            lines[0] = bytes(buffer) + lines[0]
            buffer.clear()
        for line in lines:
            self._collector.add(line)
        buffer += rest
        if len(buffer) > LINE_LIMIT:
            buffer.clear()
            self._collector.dropped += 1

    def _read_output(self, output: Any) -> None:
        try:
            data = os.read(output, _CHUNK)
        except BlockingIOError:
            return
        if data:
            self._log.add(data)
        else:
            self._selector.unregister(output)
            self._open.discard(output)


def _swallow(descriptor: Any) -> None:
    os.read(descriptor, 4096)
