"""Hold what all spans of one running flow share."""

import os
from threading import Lock
from typing import TYPE_CHECKING

from hero_runner.authoring.stops import PlayStopped
from hero_runner.spans.sender import SpanSender

if TYPE_CHECKING:
    from hero_runner.authoring.asking import Answers
    from hero_runner.authoring.subflows import Subflows
    from hero_runner.engines.port import Steps


class Session:
    """Join the spans of a flow with its listener and, under the runner, its play.

    Without the runner there are no `steps`, no `answers` and no `subflows`: then
    nothing is kept.
    """

    def __init__(
        self,
        trace: str,
        sender: SpanSender | None,
        *,
        play: str = "",
        parent: str | None = None,
        steps: "Steps | None" = None,
        answers: "Answers | None" = None,
        subflows: "Subflows | None" = None,
    ) -> None:
        self.trace = trace
        self.play = play
        self.parent = parent
        self.steps = steps
        self.answers = answers
        self.subflows = subflows
        self.lock = Lock()
        self.stop: PlayStopped | None = None
        self._sender = sender

    def send(self, line: bytes) -> None:
        """Tell the listener, if there is one."""
        if self._sender is not None:
            self._sender.send(line)

    def check(self) -> None:
        """Raise what the play is to be stopped with, if it is."""
        if self.stop is not None:
            raise self.stop

    def close(self) -> int:
        """Let go of the listener; returns how many lines it did not get."""
        if self._sender is None:
            return 0
        self._sender.close()
        return self._sender.dropped


def new_span_id() -> str:
    """Return a W3C span id."""
    return os.urandom(8).hex()


def new_trace_id() -> str:
    """Return a W3C trace id."""
    return os.urandom(16).hex()
