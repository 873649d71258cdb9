"""Approve single calls: each approval is for one call, and gone once it is used."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock
from typing import Any

from hero_runner.broker.records import render_canonical
from hero_runtime.service import Effect


@dataclass(frozen=True, slots=True)
class Question:
    """Ask whether one call may be made."""

    approval: str
    """Names play, service, method, arguments, and which of several equal calls."""
    service: str
    method: str
    effect: Effect
    params: Any


Ask = Callable[[Question], bool]


class Approvals:
    """Hold the approvals of one play; safe to use from many threads.

    `granted` are ids that someone approved before; for a call that has none,
    `ask` decides, and without it the call is refused with the id it needs.
    """

    def __init__(
        self, play: str, granted: Iterable[str] = (), ask: Ask | None = None
    ) -> None:
        self._play = play
        self._granted = set(granted)
        self._ask = ask
        self._used: Counter[str] = Counter()
        self._lock = Lock()

    def take(
        self, service: str, method: str, effect: Effect, params: object
    ) -> tuple[str, bool]:
        """Use up the approval of a call; return its id, and whether there was one."""
        call = render_canonical([self._play, service, method, params])
        with self._lock:
            approval = name_approval(call, self._used[call])
            if approval in self._granted:
                self._granted.remove(approval)
                self._used[call] += 1
                return approval, True
        if self._ask is None:
            return approval, False
        approved = False
        # Who cannot be asked has not approved.
        with suppress(Exception):
            question = Question(approval, service, method, effect, params)
            approved = self._ask(question) is True
        if approved:
            with self._lock:
                self._used[call] += 1
        return approval, approved


def name_approval(call: str, number: int) -> str:
    """Return the id for the call, in canonical form, after `number` equal ones."""
    digest = hashlib.sha256(f"{number}\n{call}".encode()).hexdigest()
    return f"approval-{digest[:24]}"
