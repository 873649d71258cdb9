"""Watch a process: read what it writes within bounds, and end it when it must."""

import os
import selectors
import signal
import subprocess
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, Literal

from hero_runner.sandbox.limits import Limits
from hero_runner.sandbox.outcome import Stream

_CHUNK: Final = 64 * 1024
_TICK_SECONDS: Final = 0.1
# More than a pipe holds: what is left in one when nobody writes any longer.
_MOST_LEFT: Final = 64

Stop = Literal["time", "output", "disk"]
"""Which limit a run was ended for."""


class Tape:
    """Keep the start and the end of a stream of any length."""

    def __init__(self, kept: int) -> None:
        self.size = 0
        self._half = max(kept // 2, 1)
        self._head = b""
        self._tail: deque[bytes] = deque()
        self._tail_size = 0

    def add(self, data: bytes) -> None:
        """Take the next bytes of the stream."""
        self.size += len(data)
        room = self._half - len(self._head)
        self._head += data[:room]
        if rest := data[room:]:
            self._tail.append(rest)
            self._tail_size += len(rest)
        while self._tail and self._tail_size - len(self._tail[0]) >= self._half:
            self._tail_size -= len(self._tail.popleft())

    def stream(self) -> Stream:
        """Return what was kept; what is no UTF-8 is replaced."""
        tail = b"".join(self._tail)[-self._half :]
        left_out = self.size - len(self._head) - len(tail)
        if not left_out:
            text = (self._head + tail).decode("utf-8", "replace")
            return Stream(text, self.size)
        head = self._head.decode("utf-8", "replace")
        end = tail.decode("utf-8", "replace")
        text = f"{head}\n[... {left_out} bytes left out ...]\n{end}"
        return Stream(text, self.size, truncated=True)


@dataclass(slots=True)
class Watched:
    """Hold what is known of a process once it ended."""

    out: Tape
    err: Tape
    stop: Stop | None = None
    wait_status: int = 0
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    peak_bytes: int = 0
    status_lines: bytearray = field(default_factory=bytearray)


def watch(
    process: "subprocess.Popen[bytes]",
    limits: Limits,
    started: float,
    status: int | None = None,
    count_files: Callable[[bytes], int] | None = None,
) -> Watched:
    """Read until the process ended, or end it and all of its group.

    `status` is a pipe on which bubblewrap tells of itself; `count_files` returns
    how many files the working folder has, given what came from there. `started`
    is the time on the monotonic clock.
    """
    watched = Watched(Tape(limits.kept_bytes), Tape(limits.kept_bytes))
    try:
        _read_until_end(process, limits, started, status, count_files, watched)
    finally:
        _end_group(process)
        _, watched.wait_status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(watched.wait_status)
    watched.seconds = time.monotonic() - started
    watched.cpu_seconds = used.ru_utime + used.ru_stime
    watched.peak_bytes = used.ru_maxrss * 1024
    for descriptor, take in _sources(process, status, watched):
        _drain(descriptor, take)
    return watched


def _read_until_end(
    process: "subprocess.Popen[bytes]",
    limits: Limits,
    started: float,
    status: int | None,
    count_files: Callable[[bytes], int] | None,
    watched: Watched,
) -> None:
    ended = os.pidfd_open(process.pid)
    try:
        with selectors.DefaultSelector() as selector:
            selector.register(ended, selectors.EVENT_READ)
            for descriptor, take in _sources(process, status, watched):
                os.set_blocking(descriptor, False)
                selector.register(descriptor, selectors.EVENT_READ, take)
            while watched.stop is None and not _step(selector):
                watched.stop = _find_stop(limits, started, count_files, watched)
    finally:
        os.close(ended)


def _sources(
    process: "subprocess.Popen[bytes]", status: int | None, watched: Watched
) -> list[tuple[int, Callable[[bytes], None]]]:
    assert process.stdout is not None and process.stderr is not None
    sources: list[tuple[int, Callable[[bytes], None]]] = [
        (process.stdout.fileno(), watched.out.add),
        (process.stderr.fileno(), watched.err.add),
    ]
    if status is not None:
        sources.append((status, watched.status_lines.extend))
    return sources


def _step(selector: selectors.BaseSelector) -> bool:
    """Read what is there, or wait for a tick; tell whether the process ended."""
    has_ended = False
    for key, _ in selector.select(_TICK_SECONDS):
        if key.data is None:
            has_ended = True
        elif not _read_once(key.fd, key.data):
            selector.unregister(key.fd)
    return has_ended


def _read_once(descriptor: int, take: Callable[[bytes], None]) -> bool:
    try:
        data = os.read(descriptor, _CHUNK)
    except BlockingIOError:
        return True
    take(data)
    return bool(data)


def _find_stop(
    limits: Limits,
    started: float,
    count_files: Callable[[bytes], int] | None,
    watched: Watched,
) -> Stop | None:
    if time.monotonic() - started > limits.wall_seconds:
        return "time"
    if max(watched.out.size, watched.err.size) > limits.output_bytes:
        return "output"
    if count_files and count_files(bytes(watched.status_lines)) > limits.disk_files:
        return "disk"
    return None


def _end_group(process: "subprocess.Popen[bytes]") -> None:
    """Kill the process and its group, of which it is the leader."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def _drain(descriptor: int, take: Callable[[bytes], None]) -> None:
    """Read what was left in a pipe, within bounds: a stray child may still write."""
    for _ in range(_MOST_LEFT):
        try:
            data = os.read(descriptor, _CHUNK)
        except BlockingIOError:
            return
        if not data:
            return
        take(data)
