"""Serve the finished steps of a play to its flow, within the workflow of the play.

A step is a step of DBOS, under its key, once it has run. DBOS numbers them in the
order in which they finished, and on a resume the numbers go on after the last one.
"""

from collections.abc import Callable
from typing import Any, Final, Literal, TypeAlias, TypeVar

from dbos import DBOS, StepInfo, error
from sqlalchemy.exc import InterfaceError, OperationalError

from hero_runner.engines.dbos.channel import Channel
from hero_runner.engines.dbos.launch import aside

_CHECK_SECONDS: Final = 1.0
"""How often a play without finished steps is looked at for being cancelled."""
_RETRY_SECONDS: Final = 0.5
T = TypeVar("T")

End: TypeAlias = Literal["ended", "gone", "lost"]
"""The flow said `end`, is gone without, or its play now belongs to another."""


def read_steps(steps: list[StepInfo]) -> dict[str, dict[str, Any]]:
    """Return what is kept of each step by its key, in the order of their numbers."""
    return {step["function_name"]: step["output"] for step in steps if step["output"]}


class StepServer:
    """Serve one attempt of a play; `stop` asks its runner to cancel it."""

    def __init__(self, channel: Channel, play: str, stop: Callable[[], None]) -> None:
        self._channel = channel
        self._play = play
        self._stop = stop
        self._kept: dict[str, dict[str, Any]] = {}

    def serve(self) -> End:
        """Answer until the flow ends. Steps are written in the calling thread."""
        steps = self._persist(lambda: aside(DBOS.list_workflow_steps, self._play))
        if steps is not None:
            self._begin(steps)
        while True:
            while not self._channel.wait(_CHECK_SECONDS):
                self._check()
            message = self._channel.read()
            if message is None:
                return "gone"
            if "end" in message:
                return "ended"
            if "read" in message:
                self._answer({"output": self._kept[message["read"]]["output"]})
            elif not self._keep(message):
                return "lost"

    def _begin(self, steps: list[StepInfo]) -> None:
        self._kept = read_steps(steps)
        last = max((step["function_id"] for step in steps), default=0)
        while last and DBOS.reserve_step().step_id < last:
            continue
        finished = [
            [key, kept["family"], kept["arguments"]] for key, kept in self._kept.items()
        ]
        self._answer({"finished": finished})

    def _keep(self, message: dict[str, Any]) -> bool:
        """Write a step; False if the play now belongs to another."""
        key, family, arguments = message["keep"]
        output = message["output"]
        kept = {"family": family, "arguments": arguments, "output": output}
        written: list[str] = []

        def write() -> dict[str, Any]:
            written.append(key)
            return kept

        try:
            self._persist(lambda: DBOS.run_step({"name": key}, write))
        except error.DBOSWorkflowCancelledError:
            self._stop()
            self._answer({"error": f"play {self._play} was cancelled"})
            return True
        except (error.DBOSWorkflowConflictIDError, error.DBOSUnexpectedStepError):
            written.clear()
        if not written:
            # Where a step of ours was to be, another attempt has written one.
            text = f"play {self._play} was taken over by another machine"
            self._answer({"error": text})
            return False
        self._answer({"kept": key})
        return True

    def _persist(self, function: Callable[[], T]) -> T | None:
        """Use the database, and wait for one that is away for as long as the flow.

        None if the flow does not wait any longer. A step that was written just before
        the connection broke is written twice, under the same key.
        """
        while True:
            try:
                return function()
            except (OperationalError, InterfaceError):
                if self._channel.wait(_RETRY_SECONDS):
                    return None

    def _check(self) -> None:
        try:
            status = aside(DBOS.get_workflow_status, self._play)
        except (OperationalError, InterfaceError):
            return
        if status is not None and status.status == "CANCELLED":
            self._stop()

    def _answer(self, answer: dict[str, Any]) -> None:
        try:
            self._channel.write(answer)
        except OSError:
            # The flow is gone: the next read says so.
            return
