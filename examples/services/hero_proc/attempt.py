"""Run one command in a process group of its own; capture, limit and stop it."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

from hero_proc.policy import Outcome

LONGEST_LINE = 8 * 1024
"""Bytes; a longer line becomes several."""
DRAIN_SECONDS = 2.0
"""How long output is read after the end, from whatever still holds the pipes."""

CHUNK = 64 * 1024

Emit = Callable[[str, list[str]], None]
"""Take the stream and lines of it."""


class Attempt:
    """One run of a command."""

    def __init__(
        self, command: Sequence[str], environment: Mapping[str, str], cwd: str | None
    ) -> None:
        """Start the process; raise OSError or ValueError when that fails."""
        self._started = time.monotonic()
        self._is_stopped = threading.Event()
        self._process = subprocess.Popen(
            command,
            env=dict(environment),
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )

    @property
    def pid(self) -> int:
        """Return the process, which is its group too."""
        return self._process.pid

    def watch(self, emit: Emit, timeout_ms: int, grace: float) -> Outcome:
        """Pass on output until the process ends, or end it when its time is up."""
        assert self._process.stdout is not None
        assert self._process.stderr is not None
        readers = [
            start_reader(self._process.stdout, "stdout", emit),
            start_reader(self._process.stderr, "stderr", emit),
        ]
        is_late = False
        try:
            self._process.wait(timeout_ms / 1000 if timeout_ms else None)
        except subprocess.TimeoutExpired:
            is_late = True
            end_group(self.pid, grace, self._has_ended)
        ran_ms = round((time.monotonic() - self._started) * 1000)
        # Nothing of a job outlives it.
        signal_group(self.pid, signal.SIGKILL)
        for reader in readers:
            reader.join(DRAIN_SECONDS)
        return self._build_outcome(is_late, ran_ms)

    def stop(self, grace: float) -> None:
        """End the process: SIGTERM, and SIGKILL after a while."""
        self._is_stopped.set()
        end_group(self.pid, grace, self._has_ended)

    def _has_ended(self, seconds: float) -> bool:
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        return True

    def _build_outcome(self, is_late: bool, ran_ms: int) -> Outcome:
        code = self._process.wait()
        return Outcome(
            exit_code=code if code >= 0 else None,
            signal=-code if code < 0 else None,
            is_late=is_late,
            is_stopped=self._is_stopped.is_set(),
            ran_ms=ran_ms,
        )


def start_reader(pipe: IO[bytes], stream: str, emit: Emit) -> threading.Thread:
    """Pass on the lines of a pipe from a thread."""

    def read() -> None:
        with pipe:
            for lines in read_lines(pipe):
                emit(stream, lines)

    thread = threading.Thread(target=read, daemon=True)
    thread.start()
    return thread


def read_lines(pipe: IO[bytes]) -> Iterator[list[str]]:
    """Yield lines as they come, without their ends, none longer than LONGEST_LINE."""
    rest = b""
    while chunk := os.read(pipe.fileno(), CHUNK):
        *lines, rest = (rest + chunk).split(b"\n")
        while len(rest) >= LONGEST_LINE:
            lines.append(rest[:LONGEST_LINE])
            rest = rest[LONGEST_LINE:]
        yield [piece for line in lines for piece in decode(line)]
    if rest:
        yield list(decode(rest))


def decode(line: bytes) -> Iterator[str]:
    """Yield a line in pieces that are not too long."""
    for start in range(0, max(len(line), 1), LONGEST_LINE):
        yield line[start : start + LONGEST_LINE].decode("utf-8", "replace")


def end_group(group: int, grace: float, has_ended: Callable[[float], bool]) -> None:
    """Send SIGTERM to a group, and SIGKILL if its leader outlasts the grace."""
    signal_group(group, signal.SIGTERM)
    if not has_ended(grace):
        signal_group(group, signal.SIGKILL)
        has_ended(grace)


def signal_group(group: int, number: signal.Signals) -> None:
    """Signal a group, if there is any of it left."""
    try:
        os.killpg(group, number)
    except (ProcessLookupError, PermissionError):
        return


def end_processes(variable: str, grace: float) -> None:
    """End the processes that have a variable, with their groups."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        for pid in find_processes(variable):
            with suppress(ProcessLookupError):
                signal_group(os.getpgid(pid), number)
        end = time.monotonic() + grace
        while find_processes(variable) and time.monotonic() < end:
            time.sleep(0.05)


def find_processes(variable: str) -> list[int]:
    """Find the processes that were started with a variable, such as `NAME=value`.

    Their environment is read from /proc (proc(5)); without it none is found. What is
    left of a process that has ended has none.
    """
    wanted = variable.encode()
    found = []
    for path in Path("/proc").glob("[0-9]*/environ"):
        try:
            variables = path.read_bytes().split(b"\0")
        except OSError:
            continue
        if wanted in variables and int(path.parent.name) != os.getpid():
            found.append(int(path.parent.name))
    return found
