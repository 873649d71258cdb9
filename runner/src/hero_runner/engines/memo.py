"""Find the finished step that a call is: the same rule for every engine.

An engine says where results are kept, with a `Memo`.
"""

from collections.abc import Awaitable, Callable
from threading import Lock
from typing import Protocol

from hero_runner.engines.port import StaleStep, Step, StepResult
from hero_runner.store.memo import Finished


class Memo(Protocol):
    """Keep the results of one play's steps. All raise `StoreError`."""

    def read_finished(self) -> list[Finished]:
        """Return the finished steps in the order in which they finished."""
        ...

    def read_output(self, key: str) -> str:
        """Return the result of a finished step, as JSON."""
        ...

    def write(self, step: Finished, output: str, number: int) -> None:
        """Keep the result of the step that is the given number; kept on return."""
        ...

    def close(self) -> None:
        """Let go of what the memo needed."""
        ...


class MemoSteps:
    """Run the steps of one play, each of them once; safe for threads."""

    def __init__(self, memo: Memo) -> None:
        self._memo = memo
        self._lock = Lock()
        self._read = False
        self._number = 0
        self._unused: dict[str, Finished] = {}
        self._keys: set[str] = set()

    def run(self, step: Step, function: Callable[[], str]) -> StepResult:
        """Return the kept result of a step, or run it and keep what it returns."""
        kept = self._find(step)
        if kept is not None:
            return StepResult(kept, replayed=True)
        output = function()
        self._keep(step, output)
        return StepResult(output, replayed=False)

    async def run_async(
        self, step: Step, function: Callable[[], Awaitable[str]]
    ) -> StepResult:
        """Be `run` for a coroutine function."""
        kept = self._find(step)
        if kept is not None:
            return StepResult(kept, replayed=True)
        output = await function()
        self._keep(step, output)
        return StepResult(output, replayed=False)

    def close(self) -> None:
        """Let go of the memo."""
        with self._lock:
            self._memo.close()

    def _find(self, step: Step) -> str | None:
        if self._read and not self._unused:
            return None
        with self._lock:
            self._read_finished()
            finished = self._match(step)
            if finished is None:
                return None
            del self._unused[finished.key]
            return self._memo.read_output(finished.key)

    def _read_finished(self) -> None:
        if self._read:
            return
        finished = self._memo.read_finished()
        self._number = len(finished)
        self._unused = {item.key: item for item in finished}
        self._keys = set(self._unused)
        self._read = True

    def _match(self, step: Step) -> Finished | None:
        """Find the finished step that a call is.

        Threads and tasks come in another order each time: among theirs, the one
        that was called with the same arguments is meant, whatever its counters.
        """
        same_key = self._unused.get(step.key)
        if same_key is not None and same_key.arguments == step.arguments:
            return same_key
        if step.concurrent:
            return next(
                (
                    item
                    for item in self._unused.values()
                    if item.family == step.family and item.arguments == step.arguments
                ),
                None,
            )
        if same_key is not None:
            raise StaleStep(step.key)
        return None

    def _keep(self, step: Step, output: str) -> None:
        with self._lock:
            finished = Finished(self._free_key(step), step.family, step.arguments)
            self._memo.write(finished, output, self._number)
            self._keys.add(finished.key)
            self._number += 1

    def _free_key(self, step: Step) -> str:
        """Return the key, with another counter where a concurrent step has it."""
        key = step.key
        number = 0
        while key in self._keys:
            number += 1
            key = f"{step.key}~{number}"
        return key
