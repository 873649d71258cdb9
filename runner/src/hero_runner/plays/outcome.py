"""Say what became of a play, to people and to the process that started it."""

from dataclasses import dataclass
from typing import Final

from hero_runner.conventions import (
    EXIT_DONE,
    EXIT_FAILED,
    EXIT_RESUME,
    EXIT_TERMINATED,
    EXIT_USAGE,
)
from hero_runner.store.plays import Play

EXIT_CODES: Final = {
    "success": EXIT_DONE,
    "failed": EXIT_FAILED,
    "stale": EXIT_FAILED,
    "refused": EXIT_USAGE,
    "running": EXIT_RESUME,
    "interrupted": EXIT_RESUME,
    "awaiting_resume": EXIT_RESUME,
    "cancelled": EXIT_TERMINATED,
}
_ADVICE: Final = {
    "failed": "go on after its finished steps with: hero-runner resume {id}",
    "stale": "see the message above",
    "interrupted": "run the same command again, or: hero-runner resume {id}",
    "awaiting_resume": "answer with: hero-runner resume {id} --answer ANSWER",
    "cancelled": "go on after its finished steps with: hero-runner resume {id}",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """Hold the exit code, the JSON for stdout and the text for stderr."""

    exit_code: int
    output: str | None = None
    message: str = ""


def build_outcome(play: Play, cancelled_code: int = EXIT_TERMINATED) -> Outcome:
    """Return what to tell of a play that rests."""
    code = cancelled_code if play.status == "cancelled" else EXIT_CODES[play.status]
    if play.status == "success":
        return Outcome(code, play.output)
    advice = _ADVICE.get(play.status, "").format(id=play.id)
    state = play.status.replace("_resume", "")
    error = f": {play.error}" if play.error else ""
    text = f"play {play.id} of {play.flow}: {state}{error}"
    # A flow that failed may have a result to show nevertheless.
    output = play.output if play.status == "failed" else None
    return Outcome(code, output, f"{text}\n{advice}" if advice else text)
