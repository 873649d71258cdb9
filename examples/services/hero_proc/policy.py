"""Decide what becomes of a job after an attempt."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

RESUME_EXIT_CODE = 75
"""EX_TEMPFAIL of sysexits.h, with which a play asks to be started again."""
MOST_RESUMES = 10
"""Attempts without a retry policy, for exit code 75 and signals only."""
FIRST_PAUSE_MS = 200
LONGEST_PAUSE_MS = 5_000
LONGEST_DELAY_MS = 60_000
"""Bounds of the pause, without a retry policy and with one."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an attempt ended: by exit code, signal, time limit, request or not at all."""

    exit_code: int | None = None
    signal: int | None = None
    is_late: bool = False
    is_stopped: bool = False
    error: str | None = None
    """Why it did not start."""
    ran_ms: int = 0


@dataclass(frozen=True, slots=True)
class Decision:
    """The phase that a job goes into, and the pause if it is to be started again."""

    phase: str
    error: str | None
    pause_ms: int | None = None


def decide(action: Mapping[str, Any], outcome: Outcome, failures: int) -> Decision:
    """Decide after an attempt; `failures` counts it and those before it in a row."""
    phase, error = describe(outcome, int(action["timeout_ms"]))
    is_over = phase == "cancelled" or (
        phase == "succeeded" and not action.get("restart_always")
    )
    if is_over or failures >= count_attempts(action, outcome):
        return Decision(phase, error)
    return Decision("pending", error, compute_pause(action, failures))


def describe(outcome: Outcome, timeout_ms: int) -> tuple[str, str | None]:
    """Return the phase of a job that ends like this, and what went wrong."""
    if outcome.is_stopped:
        return "cancelled", None
    if outcome.error is not None:
        return "failed", outcome.error
    if outcome.is_late:
        return "timed_out", f"not done after {timeout_ms} ms"
    if outcome.signal is not None:
        return "failed", f"ended by signal {outcome.signal}"
    if outcome.exit_code == 0:
        return "succeeded", None
    return "failed", f"exit code {outcome.exit_code}"


def count_attempts(action: Mapping[str, Any], outcome: Outcome) -> float:
    """Return how many attempts in a row an outcome is worth."""
    policy = action.get("retry_policy")
    if policy is not None:
        return int(policy["max_attempts"])
    if action.get("restart_always"):
        return float("inf")
    is_resumed = outcome.exit_code == RESUME_EXIT_CODE or outcome.signal is not None
    return MOST_RESUMES if is_resumed and not outcome.is_late else 1


def is_stable(action: Mapping[str, Any], outcome: Outcome) -> bool:
    """Tell whether an attempt ran long enough for failures before it to be forgotten."""
    policy = action.get("retry_policy") or {}
    period = int(policy.get("stability_period_ms", 0))
    return 0 < period <= outcome.ran_ms


def compute_pause(action: Mapping[str, Any], failures: int) -> int:
    """Return the milliseconds before the next attempt."""
    policy = action.get("retry_policy")
    if policy is None:
        return min(FIRST_PAUSE_MS << min(failures - 1, 20), LONGEST_PAUSE_MS)
    delay = int(policy.get("delay_ms", 0))
    growth = {"linear": failures, "exponential": 1 << min(failures - 1, 20)}
    factor = growth.get(str(policy.get("backoff", "none")), 1)
    return min(delay * factor, LONGEST_DELAY_MS)
