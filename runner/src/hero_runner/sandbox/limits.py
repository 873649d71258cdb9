"""Bound what a script may use."""

from dataclasses import dataclass, fields
from typing import Final

_MEBIBYTE: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Hold the most of everything that one run may use.

    Raises `ValueError` for a limit that is not above 0.
    """

    wall_seconds: float = 30.0
    """From start to end; then the run is killed."""
    cpu_seconds: int = 20
    memory_bytes: int = 512 * _MEBIBYTE
    """Address space of the script's process, which is the only one it has."""
    disk_bytes: int = 64 * _MEBIBYTE
    """Size of the working folder, which is kept in memory."""
    disk_files: int = 10_000
    """Files and folders in it; looked at a few times a second."""
    output_bytes: int = _MEBIBYTE
    """Written to one stream; then the run is killed."""
    kept_bytes: int = 64 * 1024
    """Kept of one stream, half of them from its start and half from its end."""
    threads: int = 64
    open_files: int = 256

    def __post_init__(self) -> None:
        for field in fields(self):
            if getattr(self, field.name) <= 0:
                raise ValueError(
                    f"limit {field.name}={getattr(self, field.name)!r}: "
                    "give a number above 0"
                )
