"""Speak newline-delimited JSON with a child process over its stdin and stdout."""

import os
import select
import subprocess
from collections import deque
from collections.abc import Mapping, Sequence
from threading import Lock, Thread
from time import monotonic
from typing import IO, Final

from hero_runtime.errors import ConnectionFailed, escape
from hero_runtime.transports.base import MAX_RESPONSE_BYTES, Reply, Timeout
from hero_runtime.transports.link import Link
from hero_runtime.transports.mailbox import Waiter, build_ended

_CHUNK: Final = 64 * 1024
STDERR_LINES: Final = 50
"""Last lines of stderr that an error may show."""
_LONGEST_LINE: Final = 1000
_PATIENCE: Final = 2.0


class StdioTransport:
    """Start a program at the first call, and a new one when it has ended.

    Calls from any number of threads are under way together. Closing ends the
    program: its stdin is closed, then it is terminated, then killed, with two
    seconds in between. There are no headers on stdin, so none are accepted.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        environ: Mapping[str, str] | None = None,
        max_response_bytes: int = MAX_RESPONSE_BYTES,
    ) -> None:
        self._command = list(command)
        self._environ = environ
        self._limit = max_response_bytes
        self._lock = Lock()
        self._link: Link | None = None

    def send(self, body: bytes, headers: Mapping[str, str], timeout: Timeout) -> Reply:
        """Write a request as a line and return the answer to it."""
        refuse_headers(headers)
        return self._open().exchange(body, timeout)

    def listen(
        self, method: str, headers: Mapping[str, str], timeout: Timeout
    ) -> tuple[Link, Waiter]:
        """Start to keep the notifications of a method that the program sends."""
        refuse_headers(headers)
        link = self._open()
        return link, link.listen(method)

    def close(self) -> None:
        """End the program; a later `send` starts it anew."""
        with self._lock:
            link, self._link = self._link, None
        if link is not None:
            link.end(build_ended(self._command[0], "it was closed"))

    def _open(self) -> Link:
        with self._lock:
            if self._link is not None and self._link.is_ended:
                self._link.end(build_ended(self._command[0], "it was closed"))
                self._link = None
            if self._link is None:
                channel = ChildChannel(self._command, self._environ, self._limit)
                self._link = Link(channel, self._command[0])
            return self._link


class ChildChannel:
    """Exchange lines with a child process."""

    def __init__(
        self, command: Sequence[str], environ: Mapping[str, str] | None, limit: int
    ) -> None:
        self._limit = limit
        self._buffer = bytearray()
        self._searched = 0
        self._errors: deque[str] = deque(maxlen=STDERR_LINES)
        self._process = start_program(command, environ)
        assert self._process.stdin and self._process.stdout and self._process.stderr
        self._stdin, self._stdout = self._process.stdin, self._process.stdout
        os.set_blocking(self._stdin.fileno(), False)
        self._reader = Thread(
            target=keep_lines, args=(self._process.stderr, self._errors), daemon=True
        )
        self._reader.start()

    def send(self, message: bytes, seconds: float) -> None:
        """Write a line."""
        left = memoryview(message + b"\n")
        end = monotonic() + seconds
        while left:
            wait = end - monotonic()
            ready = select.select([], [self._stdin], [], wait)[1] if wait > 0 else []
            if not ready:
                raise TimeoutError("the program does not read its stdin")
            left = left[os.write(self._stdin.fileno(), left) :]

    def receive(self, seconds: float | None) -> bytes:
        """Return the next line that is not empty."""
        end = None if seconds is None else monotonic() + seconds
        while True:
            line = self._next_line()
            if line is not None and line.strip():
                return line
            if line is None:
                self._fill(None if end is None else max(0.0, end - monotonic()))

    def close(self) -> None:
        """End the program, and wait until it has ended."""
        self._stdin.close()
        for stop in (self._process.terminate, self._process.kill):
            try:
                self._process.wait(_PATIENCE)
            except subprocess.TimeoutExpired:
                stop()
        self._process.wait()
        self._reader.join(_PATIENCE)
        self._stdout.close()

    def _next_line(self) -> bytes | None:
        found = self._buffer.find(b"\n", self._searched)
        if found < 0:
            self._searched = len(self._buffer)
            if len(self._buffer) > self._limit:
                raise EOFError(f"it sent a line larger than {self._limit} bytes")
            return None
        line = bytes(self._buffer[:found])
        del self._buffer[: found + 1]
        self._searched = 0
        return line

    def _fill(self, seconds: float | None) -> None:
        if not select.select([self._stdout], [], [], seconds)[0]:
            raise TimeoutError("the program sent nothing")
        chunk = os.read(self._stdout.fileno(), _CHUNK)
        if not chunk:
            self._reader.join(0.2)
            raise EOFError(describe_end(self._errors))
        self._buffer += chunk


def start_program(
    command: Sequence[str], environ: Mapping[str, str] | None
) -> "subprocess.Popen[bytes]":
    """Start a child process with three pipes; raise `ConnectionFailed`."""
    pipe = subprocess.PIPE
    try:
        return subprocess.Popen(
            command, stdin=pipe, stdout=pipe, stderr=pipe, bufsize=0, env=environ
        )
    except OSError as error:
        raise ConnectionFailed(
            f"cannot start {command[0]!r}: {error.strerror}",
            hint="Correct the command of the transport.",
        ) from error


def refuse_headers(headers: Mapping[str, str]) -> None:
    """Raise `ValueError` for headers, which would be lost on the way."""
    if headers:
        raise ValueError(
            f"header {next(iter(headers))!r} cannot be sent over stdio, which has no "
            "headers: pass it in the environment of the program, or leave it out"
        )


def describe_end(errors: "deque[str]") -> str:
    """Return why a program ended, with the end of what it wrote to stderr."""
    if not errors:
        return "the program closed its stdout"
    shown = escape("\n".join(errors))
    return f"the program closed its stdout; the end of its stderr: {shown}"


def keep_lines(stream: IO[bytes], kept: "deque[str]") -> None:
    """Read a stream to its end, so that it never blocks, and keep its last lines."""
    with stream:
        while line := stream.readline(_LONGEST_LINE):
            kept.append(line.decode("utf-8", "replace").rstrip())
