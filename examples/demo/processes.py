"""Start processes that end with this one."""

import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Final, Self

SERVICES: Final = Path(__file__).parents[1] / "services"
_START_SECONDS: Final = 30.0
_STOP_SECONDS: Final = 10.0


class NotStarted(Exception):
    """Say which service did not start, and what it wrote."""


class Processes:
    """Hold what was started; everything has ended when the block is left."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._running: list[subprocess.Popen[str]] = []

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """End all, the last first, kindly at first."""
        for process in reversed(self._running):
            if process.poll() is None:
                process.terminate()
                try:
                    process.wait(_STOP_SECONDS)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()
            if process.stdout is not None:
                process.stdout.close()

    def start_service(self, name: str, *options: str) -> Path:
        """Start an example service and return its socket, once it answers there.

        Raises `NotStarted`.
        """
        path = self._folder / "sockets" / name / "rpc.sock"
        log = self._folder / f"{name}.log"
        service = str(SERVICES / name)
        command = [sys.executable, service, "--socket", str(path), *options]
        with log.open("wb") as stream:
            process = subprocess.Popen(
                command, stderr=stream, text=True, start_new_session=True
            )
        self._running.append(process)
        deadline = time.monotonic() + _START_SECONDS
        while not _answers(path):
            if process.poll() is not None or time.monotonic() > deadline:
                said = log.read_text("utf-8", "replace").strip()[-2000:]
                raise NotStarted(f"{name} did not start:\n{said}")
            time.sleep(0.05)
        return path

    def run(
        self, command: Sequence[str | Path], environment: Mapping[str, str]
    ) -> tuple[int, str]:
        """Run a command to its end; return its exit code and what it printed."""
        # Out of reach of Ctrl-C, which comes to this process and is passed on once.
        process = subprocess.Popen(
            command,
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        self._running.append(process)
        output, _ = process.communicate()
        return process.returncode, output


def _answers(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as connection:
        try:
            connection.connect(str(path))
        except OSError:
            return False
    return True
