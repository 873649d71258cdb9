"""Run a command that prints a document, such as a service's own with `--openrpc`."""

from __future__ import annotations

import os
import selectors
import shlex
import signal
import subprocess
from time import monotonic

from hero_generator.diagnostics import MAXIMUM_TEXT, Diagnostic, error
from hero_generator.fetch.documents import Received, parse_bytes
from hero_generator.fetch.http import too_large
from hero_generator.read import MAXIMUM_BYTES

_CHUNK = 64 * 1024


def fetch_from_command(command: str, seconds: float) -> Received:
    """Return the document that a command prints; no shell takes part."""
    try:
        words = shlex.split(command)
    except ValueError as failure:
        return Received(command, problem=_failed(command, str(failure)))
    try:
        process = subprocess.Popen(
            words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
    except (OSError, ValueError) as failure:
        reason = getattr(failure, "strerror", None) or str(failure)
        return Received(command, problem=_failed(command, reason))
    try:
        data, said, is_late = _read_output(process, seconds)
    finally:
        _end(process)
    return _parse(command, process.returncode, data, said, is_late)


def _parse(
    command: str, code: int, data: bytes, said: bytes, is_late: bool
) -> Received:
    if len(data) > MAXIMUM_BYTES:
        return Received(command, problem=too_large(command))
    if is_late:
        message = "the command did not end in time"
        hint = "Check that it prints a document and ends, or raise --timeout."
        problem = error("command-hangs", command, "", message, hint)
        return Received(command, problem=problem)
    if code != 0:
        text = said.decode("utf-8", "replace").strip()[-MAXIMUM_TEXT:]
        reason = f"it ended with {code}: {text or 'it said nothing'}"
        return Received(command, problem=_failed(command, reason))
    return parse_bytes(data, command)


def _read_output(
    process: subprocess.Popen[bytes], seconds: float
) -> tuple[bytes, bytes, bool]:
    """Read both outputs until they end, a limit passes, or they grow too large."""
    end = monotonic() + seconds
    output = {"out": bytearray(), "err": bytearray()}
    with selectors.DefaultSelector() as selector:
        for name, stream in (("out", process.stdout), ("err", process.stderr)):
            if stream is not None:
                selector.register(stream, selectors.EVENT_READ, name)
        while selector.get_map():
            ready = selector.select(max(0.0, end - monotonic()))
            if not ready:
                return bytes(output["out"]), bytes(output["err"]), True
            for key, _ in ready:
                chunk = os.read(key.fd, _CHUNK)
                output[key.data] += chunk
                if not chunk:
                    selector.unregister(key.fileobj)
            del output["err"][:-_CHUNK]
            if len(output["out"]) > MAXIMUM_BYTES:
                return bytes(output["out"]), bytes(output["err"]), False
    return bytes(output["out"]), bytes(output["err"]), not _ended(process, end)


def _ended(process: subprocess.Popen[bytes], end: float) -> bool:
    try:
        process.wait(max(0.0, end - monotonic()))
    except subprocess.TimeoutExpired:
        return False
    return True


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a command and all that it started."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        pass
    process.wait()
    for stream in (process.stdout, process.stderr):
        if stream is not None:
            stream.close()


def _failed(command: str, reason: str) -> Diagnostic:
    hint = "Run it by hand: it must print the document and end with 0."
    return error("command-failed", command, "", f"the command failed: {reason}", hint)
