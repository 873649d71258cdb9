"""Start a stand-in as a process of its own, on a socket of the tests."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from .service_process import (
    SERVICES,
    RunningService,
    read_listening_line,
    reaped,
    start_process,
)


@contextmanager
def running_stand_in(
    name: str,
    folder: Path,
    *options: str | Path,
    environment: Mapping[str, str] | None = None,
) -> Iterator[RunningService]:
    """Run a stand-in whose socket is `NAME/rpc.sock` in the folder."""
    path = folder / name / "rpc.sock"
    command = [SERVICES / name, "--socket", path, *options]
    with reaped(start_process(command, folder, environment)) as process:
        lines = [read_listening_line(process)]
        while lines[-1] != f"{name} listening on {os.fspath(path)}":
            assert process.poll() is None and len(lines) < 5, lines
            lines.append(read_listening_line(process))
        yield RunningService(process, path)
