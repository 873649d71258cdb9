"""Define what an engine is: it keeps results of steps, and one owner for a play.

Results are JSON texts. What an engine is given is already encoded, and what it
returns is decoded by the caller.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias

Capability: TypeAlias = Literal["queue", "schedule", "signal", "adopt"]


@dataclass(frozen=True, slots=True)
class Step:
    """Name one memoised call within its play.

    `key` is the path of the open spans and the name, with counters where a name
    repeats; `family` is the same without counters. `arguments` is a digest.
    `concurrent` calls may come in another order the next time.
    """

    key: str
    family: str
    arguments: str
    concurrent: bool = False


@dataclass(frozen=True, slots=True)
class StepResult:
    """Hold what a step returned, and whether an earlier attempt had run it."""

    output: str
    replayed: bool


class StaleStep(Exception):
    """A finished step was called with other arguments: this is not that play."""

    def __init__(self, key: str) -> None:
        super().__init__(
            f"the step {key} finished in an earlier attempt with other arguments"
        )
        self.key = key


class OwnedElsewhere(Exception):
    """Another process runs the play; `owner` is its process id, where known."""

    def __init__(self, play: str, owner: str) -> None:
        super().__init__(f"play {play} is running in process {owner or 'unknown'}")
        self.play = play
        self.owner = owner


class Steps(Protocol):
    """Run the steps of one play, within the process of its flow."""

    def run(self, step: Step, function: Callable[[], str]) -> StepResult:
        """Return the kept result of a step, or run it and keep what it returns.

        The result is kept before this returns. Raises `StaleStep`, `StoreError`,
        and what the function raises; then nothing is kept.
        """
        ...

    async def run_async(
        self, step: Step, function: Callable[[], Awaitable[str]]
    ) -> StepResult:
        """Be `run` for a coroutine function."""
        ...

    def close(self) -> None:
        """Let go of what the steps needed."""
        ...


class Ownership(Protocol):
    """Hold a play for one process until it is released or the process dies."""

    def release(self) -> None:
        """Let others own the play."""
        ...


class Engine(Protocol):
    """Run plays; one engine serves all plays of a process."""

    name: str
    capabilities: frozenset[Capability]

    def own(self, play: str) -> Ownership:
        """Become the owner of a play. Raises `OwnedElsewhere`."""
        ...

    def open_steps(self, play: str) -> Steps:
        """Begin an attempt of a play that this process, or its parent, owns."""
        ...

    def cancel(self, play: str) -> bool:
        """Ask the owner of a play to stop; False if nobody owns it."""
        ...

    def fork(self, play: str, from_key: str, new_play: str) -> bool:
        """Give a new play what another finished before a step; False without it."""
        ...
