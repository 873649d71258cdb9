"""Run one script within bounds, and say how it ended."""

import json
import os
import signal
import subprocess
import time
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from hero_runner.sandbox.bubblewrap import (
    WORK,
    Missing,
    build_command,
    find_tools,
    limit_resources,
    run_interpreter,
    script_variables,
)
from hero_runner.sandbox.capture import Watched, watch
from hero_runner.sandbox.environment import Environment
from hero_runner.sandbox.judge import judge
from hero_runner.sandbox.limits import Limits
from hero_runner.sandbox.outcome import Isolation, Outcome, neutralise
from hero_runner.sandbox.seccomp import build_filter

_SHOWN: Final = 500


class UnconfinedWarning(UserWarning):
    """Say that a script runs with all the rights of the user."""


def run_script(
    source: str,
    environment: Environment,
    *,
    broker: Path | None,
    limits: Limits = Limits(),
    inputs: bytes = b"",
    sandbox: Isolation = "bubblewrap",
) -> Outcome:
    """Run a script with `inputs` on its standard input.

    `broker` is the only socket that the script can reach. Nothing runs where
    bubblewrap is missing or cannot work: the outcome is then `refused`. With
    `sandbox="none"` the script may do whatever the user may: that warns, and only
    the limits of time, memory and output hold.
    """
    if sandbox == "none":
        return _run_unconfined(source, environment, broker, limits, inputs)
    tools = find_tools()
    if isinstance(tools, Missing):
        return Outcome("refused", tools.reason)
    with ExitStack() as stack:
        script, stdin, system_calls = (
            stack.enter_context(_hold(data))
            for data in (source.encode(), inputs, build_filter(os.uname().machine))
        )
        read_end, write_end = os.pipe()
        stack.callback(os.close, read_end)
        passed = (script, system_calls, write_end)
        command = build_command(tools, environment, limits, broker, passed)
        started = time.monotonic()
        try:
            process = _start(command, stdin, {}, passed)
        finally:
            os.close(write_end)
        with process:
            watched = watch(process, limits, started, read_end, _FileCount())
    if (reason := _find_refusal(watched)) is not None:
        return Outcome("refused", reason, duration_ms=watched.seconds * 1000)
    return judge(watched, limits, "bubblewrap", os.geteuid() != 0)


class _FileCount:
    """Count the files in the working folder, through the process that has it."""

    def __init__(self) -> None:
        self._root: str | None = None

    def __call__(self, status: bytes) -> int:
        if self._root is None:
            process = _read_status(status).get("child-pid")
            if process is None:
                return 0
            self._root = f"/proc/{process}/root"
        try:
            # Until the sandbox is made, its root is that of the host.
            if os.stat(self._root).st_dev == os.stat("/").st_dev:
                return 0
            found = os.statvfs(self._root + WORK)
        except OSError:
            # Not there yet, or no longer.
            return 0
        return found.f_files - found.f_ffree


def _run_unconfined(
    source: str,
    environment: Environment,
    broker: Path | None,
    limits: Limits,
    inputs: bytes,
) -> Outcome:
    warnings.warn(
        "the script runs without a sandbox: it may read, change and send whatever "
        "this user may",
        UnconfinedWarning,
        stacklevel=3,
    )
    tools = find_tools()
    with TemporaryDirectory() as work, _hold(inputs) as stdin:
        script = Path(work, "script.py")
        script.write_text(source, "utf-8")
        python = str(environment.folder / "bin/python")
        bounded = (
            []
            if isinstance(tools, Missing)
            else limit_resources(tools.prlimit, limits, False)
        )
        command = [*bounded, *run_interpreter(python, str(script))]
        variables = script_variables(work, None if broker is None else str(broker))
        started = time.monotonic()
        with _start(command, stdin, variables, (), work) as process:
            watched = watch(process, limits, started)
    return judge(watched, limits, "none", True)


def _start(
    command: list[str],
    stdin: int,
    variables: dict[str, str],
    passed: tuple[int, ...],
    folder: str = "/",
) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        command,
        cwd=folder,
        env=variables,
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        pass_fds=passed,
        bufsize=0,
    )


@contextmanager
def _hold(data: bytes) -> Iterator[int]:
    """Hold data in memory behind a descriptor that can only be read."""
    written = os.memfd_create("hero-runner", os.MFD_CLOEXEC)
    try:
        with open(written, "wb", closefd=False) as file:
            file.write(data)
        descriptor = os.open(f"/proc/self/fd/{written}", os.O_RDONLY | os.O_CLOEXEC)
    finally:
        os.close(written)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _read_status(lines: bytes) -> dict[str, int]:
    """Read what bubblewrap told of itself: whole lines of JSON objects."""
    found: dict[str, int] = {}
    for line in lines.splitlines(keepends=True):
        if line.endswith(b"\n"):
            found.update(json.loads(line))
    return found


def _find_refusal(watched: Watched) -> str | None:
    """Return why the script was never started, if bubblewrap could not do it."""
    ended = _read_status(bytes(watched.status_lines))
    if watched.stop is not None or "exit-code" in ended:
        return None
    if os.waitstatus_to_exitcode(watched.wait_status) == -signal.SIGKILL:
        return None
    said = neutralise(watched.err.stream().text.strip())[:_SHOWN] or "nothing"
    return (
        f"bubblewrap could not make the sandbox; it said: {said}. Where the system "
        "forbids user namespaces, allow them for bwrap (Ubuntu 24.04: an AppArmor "
        "profile for /usr/bin/bwrap, or sysctl "
        "kernel.apparmor_restrict_unprivileged_userns=0); in a container, give it "
        "the right to make namespaces."
    )
