"""Answer a script from a recording, and report where it does something else."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Literal, Self

from hero_runner.broker import envelope
from hero_runner.broker.envelope import Refusal, Request
from hero_runner.broker.exchange import answer_body, answer_refusal
from hero_runner.broker.policy import Budget
from hero_runner.broker.records import CallRecord, render_canonical
from hero_runner.broker.server import Server


@dataclass(frozen=True, slots=True)
class Divergence:
    """Say where a play did something else than the recorded one."""

    kind: Literal["method", "arguments", "too_many", "too_few"]
    sequence: int
    """Of the recorded call; for a call too many, the one after the last."""
    expected: str
    found: str


class ReplayingBroker:
    """Serve one play from a recording; no service is asked, nothing is decided anew.

    Calls are compared in their order. After a divergence every call is refused, for
    what was recorded no longer follows from it.
    """

    def __init__(self, folder: Path, recording: Sequence[CallRecord]) -> None:
        self._recording = [call for call in recording if call.method]
        self._position = 0
        self._divergences: list[Divergence] = []
        self._lock = Lock()
        self._folder = tempfile.TemporaryDirectory(prefix="broker-", dir=folder)
        try:
            place = Path(self._folder.name)
            self._server = Server(place, self._answer, Budget().request_bytes)
        except BaseException:
            self._folder.cleanup()
            raise

    @property
    def socket(self) -> Path:
        """The socket to give to a script."""
        return self._server.path

    def find_divergences(self) -> tuple[Divergence, ...]:
        """Return where the play left the recording; ask when the play has ended."""
        with self._lock:
            if self._divergences or self._position == len(self._recording):
                return tuple(self._divergences)
            missed = self._recording[self._position]
            return (
                Divergence("too_few", missed.sequence, _describe(missed), "the end"),
            )

    def close(self) -> None:
        """End all connections and remove the socket."""
        self._server.close()
        self._folder.cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        error_type: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def _answer(self, service: str, body: bytes) -> bytes | None:
        return answer_body(service, body, self._answer_call, _refuse_malformed)

    def _answer_call(self, service: str, request: Request, size: int) -> bytes:
        with self._lock:
            if not self._divergences:
                self._compare(service, request)
            if self._divergences:
                shown = self._divergences[0]
                text = f"the play left its recording: {shown.expected} was next"
                refusal = Refusal(envelope.DIVERGED, text, {"kind": shown.kind})
                return envelope.write_error(request.id, refusal.error())
            recorded = self._recording[self._position]
            self._position += 1
        if recorded.error is not None:
            return envelope.write_error(request.id, recorded.error)
        return envelope.write_result(request.id, recorded.result)

    def _compare(self, service: str, request: Request) -> None:
        found = _show(service, request.method, request.params)
        if self._position == len(self._recording):
            number = len(self._recording) + 1
            self._divergences.append(Divergence("too_many", number, "the end", found))
            return
        recorded = self._recording[self._position]
        if (recorded.service, recorded.method) != (service, request.method):
            kind: Literal["method", "arguments"] = "method"
        elif found != _describe(recorded):
            kind = "arguments"
        else:
            return
        expected = _describe(recorded)
        self._divergences.append(Divergence(kind, recorded.sequence, expected, found))


def _refuse_malformed(service: str, refusal: Refusal, size: int) -> bytes:
    return answer_refusal(refusal)


def _describe(call: CallRecord) -> str:
    return _show(call.service, call.method, call.params)


def _show(service: str, method: str, params: object) -> str:
    try:
        shown = render_canonical(params)
    except ValueError:
        shown = "numbers out of range"
    return f"{service} {method} {shown}"
