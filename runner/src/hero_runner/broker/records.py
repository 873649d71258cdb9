"""Record calls, and keep them as lines of JSON."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final, Literal

from hero_runtime.service import Effect

# Made once: `json.dumps` makes one for each value that it writes in this form.
_ENCODER: Final = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), allow_nan=False
)

CallOutcome = Literal["not_started", "done", "unknown"]
"""Whether a service was asked to do it: `unknown` when no answer of it was read."""


@dataclass(frozen=True, slots=True)
class CallRecord:
    """Hold one call of a script, from the request to what the script was told."""

    sequence: int
    service: str
    method: str
    effect: Effect
    params: Any
    outcome: CallOutcome
    result: Any = None
    error: dict[str, Any] | None = None
    """The JSON-RPC error object that the script got, from the service or from here."""
    approval: str | None = None
    """The one that was used up, or the one that is missing."""
    idempotency_key: str | None = None
    started: float = 0.0
    """Seconds since the epoch."""
    duration_ms: float = 0.0
    request_bytes: int = 0
    response_bytes: int = 0


def render_canonical(value: object) -> str:
    """Return the one text of a JSON value: sorted, no spaces, ASCII.

    Raises `ValueError` for numbers that JSON does not have.
    """
    return _ENCODER.encode(value)


def write_recording(calls: Iterable[CallRecord], path: Path) -> None:
    """Write calls as lines of JSON, in their order."""
    lines = (json.dumps(asdict(call)) + "\n" for call in calls)
    path.write_text("".join(lines), "utf-8")


def read_recording(path: Path) -> list[CallRecord]:
    """Read calls that were written.

    Raises `ValueError`, with the number of the line, for one that is none.
    """
    calls = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        try:
            calls.append(CallRecord(**json.loads(line)))
        except (ValueError, TypeError, RecursionError) as error:
            raise ValueError(
                f"{path}, line {number}: not a recorded call: {error}"
            ) from error
    return calls
