"""Pass on what a flow prints, up to a limit, and keep the same in the play's folder."""

import os
from pathlib import Path
from typing import Final

LIMIT: Final = 16 * 1024 * 1024
"""Most bytes of a play's output that are kept and passed on, per attempt."""
FILE_NAME: Final = "output.log"


class OutputLog:
    """Write to a descriptor and to a file; neither may fail the play."""

    def __init__(self, folder: Path, descriptor: int) -> None:
        self._descriptor: int | None = descriptor
        self._left = LIMIT
        self.dropped = 0
        try:
            self._file: int | None = os.open(
                folder / FILE_NAME, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644
            )
        except OSError:
            self._file = None

    def add(self, data: bytes) -> None:
        """Take what the flow printed."""
        kept = data[: self._left]
        self._left -= len(kept)
        self.dropped += len(data) - len(kept)
        if kept:
            self._descriptor = _write(self._descriptor, kept)
            self._file = _write(self._file, kept)

    def close(self) -> None:
        """Say how much was left out, and close the file."""
        if self.dropped:
            text = f"\nhero-runner: left out {self.dropped} more bytes of output\n"
            _write(self._descriptor, text.encode())
            _write(self._file, text.encode())
        if self._file is not None:
            os.close(self._file)


def _write(descriptor: int | None, data: bytes) -> int | None:
    """Write all of the data; returns the descriptor, none once it does not take it."""
    if descriptor is None:
        return None
    view = memoryview(data)
    try:
        while view:
            view = view[os.write(descriptor, view) :]
    except OSError:
        return None
    return descriptor
