"""Ask the keeper for the finished steps of a play, from the process of its flow."""

from typing import Any

from hero_runner.engines.dbos.channel import Channel
from hero_runner.store.connection import StoreError
from hero_runner.store.memo import Finished


class KeptMemo:
    """Keep the results of one play's steps with its keeper.

    The keeper begins at once, and is waited for at the first step.
    """

    def __init__(self, channel: Channel, play: str) -> None:
        self._channel = channel
        self._play = play
        self._write({"begin": play})

    def read_finished(self) -> list[Finished]:
        """Return the finished steps in the order in which they finished."""
        return [Finished(*item) for item in self._read()["finished"]]

    def read_output(self, key: str) -> str:
        """Return the result of a finished step, as JSON."""
        self._write({"read": key})
        return str(self._read()["output"])

    def write(self, step: Finished, output: str, number: int) -> None:
        """Keep the result of a step: PostgreSQL has it when this returns."""
        self._write({"keep": [step.key, step.family, step.arguments], "output": output})
        self._read()

    def close(self) -> None:
        """Do nothing: the channel is closed with the process."""

    def _write(self, message: dict[str, Any]) -> None:
        try:
            self._channel.write(message)
        except OSError:
            # Why it is gone is said when its answer is read.
            return

    def _read(self) -> dict[str, Any]:
        answer = self._channel.read()
        if answer is None:
            raise StoreError(
                f"the process that keeps the steps of play {self._play} ended: run the "
                "same command again"
            )
        if "error" in answer:
            raise StoreError(answer["error"])
        return answer
