"""The ways in which a flow ends before it returns.

Those that the runner needs derive from `BaseException`, so that `except Exception`
in a flow does not take them for faults.
"""


class Failed(Exception):
    """End a flow, or a step, with a reason that needs no traceback.

    A flow may have a result to show although it failed: what was tried, say.
    """

    def __init__(self, reason: str = "", *, result: object = None) -> None:
        super().__init__(reason)
        self.result = result


class PlayStopped(BaseException):
    """End the flow's code here; what has finished is kept."""


class Cancelled(PlayStopped):
    """Somebody asked for the play to stop."""


class Paused(PlayStopped):
    """The play waits for an answer, or for a play that does."""


class Stale(PlayStopped):
    """A finished step was called with other arguments than before."""


class StoreFailed(PlayStopped):
    """A result could not be kept."""
