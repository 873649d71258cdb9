"""Keep count of what a play used, and the records of its calls."""

from collections.abc import Callable
from contextlib import suppress
from threading import Lock

from hero_runner.broker.policy import Budget
from hero_runner.broker.records import CallRecord

OnCall = Callable[[CallRecord], object]


class Ledger:
    """Count and record; safe to use from many threads.

    As every attempt takes from the budget, there are never more records than calls
    in it. `on_call` sees each record; what it raises is dropped, for a play does
    not fail because its trace does.
    """

    def __init__(self, budget: Budget, on_call: OnCall | None = None) -> None:
        self._budget = budget
        self._on_call = on_call
        self._lock = Lock()
        self._attempts = 0
        self._forwarded = 0
        self._request_bytes = 0
        self._response_bytes = 0
        self._seconds = 0.0
        self._beyond = 0
        self._records: list[CallRecord] = []

    @property
    def records(self) -> tuple[CallRecord, ...]:
        """The calls so far, in the order in which they began."""
        with self._lock:
            return tuple(sorted(self._records, key=lambda one: one.sequence))

    @property
    def beyond_budget(self) -> int:
        """How many attempts were refused, and not recorded, for want of budget."""
        with self._lock:
            return self._beyond

    def reserve_attempt(self, size: int) -> tuple[int, str | None]:
        """Return the number of a new attempt, and what it has no budget for."""
        with self._lock:
            if self._attempts >= self._budget.calls:
                self._beyond += 1
                return 0, f"{self._budget.calls} calls are used up"
            self._attempts += 1
            self._request_bytes += size
            return self._attempts, self._find_exhausted()

    def left(self) -> tuple[float, int]:
        """Return the seconds and the bytes that an answer may still take."""
        with self._lock:
            return (
                self._budget.seconds - self._seconds,
                max(self._budget.response_bytes - self._response_bytes, 0),
            )

    def number_forwarded(self) -> int:
        """Return the position of the next call among those that are passed on."""
        with self._lock:
            self._forwarded += 1
            return self._forwarded

    def spend(self, seconds: float, response_bytes: int) -> None:
        """Count what a call took."""
        with self._lock:
            self._seconds += seconds
            self._response_bytes += response_bytes

    def record(self, call: CallRecord) -> None:
        """Keep a call and show it."""
        with self._lock:
            self._records.append(call)
        if self._on_call is not None:
            with suppress(Exception):
                self._on_call(call)

    def _find_exhausted(self) -> str | None:
        budget = self._budget
        if self._request_bytes > budget.request_bytes:
            return f"{budget.request_bytes} bytes of requests are used up"
        if self._response_bytes >= budget.response_bytes:
            return f"{budget.response_bytes} bytes of answers are used up"
        if self._seconds >= budget.seconds:
            return f"{budget.seconds:g} s of waiting for services are used up"
        return None
