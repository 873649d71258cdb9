"""Serve the finished steps of a play to its flow, within the workflow of the play.

A step is a step of DBOS, under its key, once it has run. DBOS numbers them in the
order in which they finished, and on a resume the numbers go on after the last one.
"""

from collections.abc import Callable
from typing import Any, Final, Literal, TypeAlias

from dbos import DBOS, StepInfo, error

from hero_runner.engines.dbos.channel import Channel
from hero_runner.engines.dbos.launch import aside

_CHECK_SECONDS: Final = 1.0
"""How often a play without finished steps is looked at for being cancelled."""

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
        self._begin()
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

    def _begin(self) -> None:
        steps = aside(DBOS.list_workflow_steps, self._play)
        self._kept = read_steps(steps)
        last = max((step["function_id"] for step in steps), default=0)
        while last and DBOS.reserve_step().step_id < last:
            continue
        finished = [
            [key, kept["family"], kept["arguments"]] for key, kept in self._kept.items()
        ]
        self._answer({"finished": finished})

    def _keep(self, message: dict[str, Any]) -> bool:
        key, family, arguments = message["keep"]
        kept = {
            "family": family,
            "arguments": arguments,
            "output": message["output"],
        }
        try:
            DBOS.run_step({"name": key}, lambda: kept)
        except error.DBOSWorkflowCancelledError:
            self._stop()
            self._answer({"error": f"play {self._play} was cancelled"})
            return True
        except error.DBOSWorkflowConflictIDError:
            text = f"play {self._play} was taken over by another machine"
            self._answer({"error": text})
            return False
        self._answer({"kept": key})
        return True

    def _check(self) -> None:
        status = aside(DBOS.get_workflow_status, self._play)
        if status is not None and status.status == "CANCELLED":
            self._stop()

    def _answer(self, answer: dict[str, Any]) -> None:
        try:
            self._channel.write(answer)
        except OSError:
            # The flow is gone: the next read says so.
            return
