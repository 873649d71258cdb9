"""Speak newline-delimited JSON with a child process from asyncio or trio."""

import os
import subprocess
from collections import deque
from collections.abc import Mapping, Sequence
from threading import Thread

import anyio
from anyio import to_thread
from anyio.abc import Process

from hero_runtime.errors import ConnectionFailed
from hero_runtime.transports.async_link import AsyncLink
from hero_runtime.transports.base import MAX_RESPONSE_BYTES, Reply, Timeout
from hero_runtime.transports.mailbox import Waiter, build_ended
from hero_runtime.transports.stdio import (
    STDERR_LINES,
    describe_end,
    keep_lines,
    refuse_headers,
)

_PATIENCE = 2.0


class AsyncStdioTransport:
    """Be `StdioTransport` for one event loop."""

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
        self._opening = anyio.Lock()
        self._link: AsyncLink | None = None

    async def send(
        self, body: bytes, headers: Mapping[str, str], timeout: Timeout
    ) -> Reply:
        """Write a request as a line and return the answer to it."""
        refuse_headers(headers)
        return await (await self._open()).exchange(body, timeout)

    async def listen(
        self, method: str, headers: Mapping[str, str], timeout: Timeout
    ) -> tuple[AsyncLink, Waiter]:
        """Start to keep the notifications of a method that the program sends."""
        refuse_headers(headers)
        link = await self._open()
        return link, link.listen(method)

    async def aclose(self) -> None:
        """End the program; a later `send` starts it anew."""
        link, self._link = self._link, None
        if link is not None:
            await link.end(build_ended(self._command[0], "it was closed"))

    async def _open(self) -> AsyncLink:
        async with self._opening:
            if self._link is not None and self._link.is_ended:
                await self.aclose()
            if self._link is None:
                errors = ErrorLines()
                try:
                    process = await self._start(errors)
                finally:
                    errors.start()
                channel = AsyncChildChannel(process, errors, self._limit)
                self._link = AsyncLink(channel, self._command[0])
            return self._link

    async def _start(self, errors: "ErrorLines") -> Process:
        try:
            return await anyio.open_process(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors.target,
                env=self._environ,
            )
        except OSError as error:
            raise ConnectionFailed(
                f"cannot start {self._command[0]!r}: {error.strerror}",
                hint="Correct the command of the transport.",
            ) from error


class ErrorLines:
    """Keep the last lines of a program's stderr, read by a thread of its own.

    So it never blocks the program, whatever the event loop is doing meanwhile.
    """

    def __init__(self) -> None:
        readable, self.target = os.pipe()
        self._stream = open(readable, "rb")
        self._lines: deque[str] = deque(maxlen=STDERR_LINES)
        self._reader = Thread(
            target=keep_lines, args=(self._stream, self._lines), daemon=True
        )

    def start(self) -> None:
        """Leave the end to write to the program, and begin to read."""
        os.close(self.target)
        self._reader.start()

    async def describe_end(self) -> str:
        """Return why the program ended, once all that it wrote is read."""
        await to_thread.run_sync(self._reader.join, 0.2)
        return describe_end(self._lines)


class AsyncChildChannel:
    """Exchange lines with a child process."""

    def __init__(self, process: Process, errors: ErrorLines, limit: int) -> None:
        assert process.stdin and process.stdout
        self._process = process
        self._errors = errors
        self._stdin, self._stdout = process.stdin, process.stdout
        self._limit = limit
        self._buffer = bytearray()
        self._searched = 0

    async def send(self, message: bytes) -> None:
        """Write a line."""
        try:
            await self._stdin.send(message + b"\n")
        except (anyio.BrokenResourceError, anyio.ClosedResourceError) as error:
            raise EOFError("the program closed its stdin") from error

    async def receive(self) -> bytes:
        """Return the next line that is not empty."""
        while True:
            found = self._buffer.find(b"\n", self._searched)
            if found < 0:
                self._searched = len(self._buffer)
                await self._fill()
                continue
            line = bytes(self._buffer[:found])
            del self._buffer[: found + 1]
            self._searched = 0
            if line.strip():
                return line

    async def aclose(self) -> None:
        """End the program, and wait until it has ended."""
        await self._stdin.aclose()
        for stop in (self._process.terminate, self._process.kill):
            with anyio.move_on_after(_PATIENCE) as scope:
                await self._process.wait()
            if scope.cancelled_caught:
                stop()
        await self._process.aclose()

    async def _fill(self) -> None:
        if len(self._buffer) > self._limit:
            raise EOFError(f"it sent a line larger than {self._limit} bytes")
        try:
            self._buffer += await self._stdout.receive()
        except (anyio.EndOfStream, anyio.ClosedResourceError) as error:
            raise EOFError(await self._errors.describe_end()) from error
