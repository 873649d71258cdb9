"""Run scripts that nobody has read, within bounds and away from the host."""

from hero_runner.sandbox.environment import (
    Environment,
    EnvironmentFailed,
    Grant,
    prepare_environment,
)
from hero_runner.sandbox.limits import Limits
from hero_runner.sandbox.outcome import Outcome, Stream, neutralise
from hero_runner.sandbox.run import UnconfinedWarning, run_script

__all__ = [
    "Environment",
    "EnvironmentFailed",
    "Grant",
    "Limits",
    "Outcome",
    "Stream",
    "UnconfinedWarning",
    "neutralise",
    "prepare_environment",
    "run_script",
]
