"""Hold what the command line asks of every benchmark."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """Hold the options of a run."""

    runs: int = 5
    """Runs that each median is taken of."""
    everything: bool = False
    """Whether to measure all documents where a sample is the default."""
