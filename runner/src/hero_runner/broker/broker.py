"""Stand between a script and the services: check, record, and pass calls on."""

import hashlib
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from hero_runner.broker import envelope
from hero_runner.broker.approvals import Approvals
from hero_runner.broker.call import Call
from hero_runner.broker.envelope import Refusal, Request
from hero_runner.broker.exchange import answer_body, answer_refusal
from hero_runner.broker.judge import Judge
from hero_runner.broker.ledger import Ledger, OnCall
from hero_runner.broker.method_table import MethodTable
from hero_runner.broker.policy import Policy
from hero_runner.broker.records import CallOutcome, CallRecord
from hero_runner.broker.server import Server
from hero_runner.broker.upstream import Upstream, UpstreamFailed, open_upstream
from hero_runtime.errors import escape
from hero_runtime.options import IDEMPOTENCY_HEADER
from hero_runtime.transports.base import Transport


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Name a service, its generated client, and where its calls go."""

    service: str
    package: str
    target: str | Transport
    """A socket path or URL; or a transport, such as that of a mock."""


class Broker:
    """Serve one play on one socket, until closed.

    Headers of a script are dropped; `headers` are sent instead. `play` names the
    play in approvals and idempotency keys: a play that is resumed has the same.
    Raises `ValueError` for a target that is no address, `ModuleNotFoundError` for a
    package that is not installed here, and `OSError` for a folder that cannot hold
    a socket.
    """

    def __init__(
        self,
        folder: Path,
        services: Sequence[Endpoint],
        policy: Policy,
        *,
        play: str,
        approvals: Approvals | None = None,
        on_call: OnCall | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self._play = play
        self._headers = dict(headers or {})
        self._ledger = Ledger(policy.budget, on_call)
        tables = {one.service: MethodTable(one.package) for one in services}
        self._judge = Judge(policy, approvals or Approvals(play), tables)
        self._upstreams: dict[str, Upstream] = {
            one.service: open_upstream(one.target) for one in services
        }
        self._folder = tempfile.TemporaryDirectory(prefix="broker-", dir=folder)
        try:
            place = Path(self._folder.name)
            self._server = Server(place, self._answer, policy.budget.request_bytes)
        except BaseException:
            self._folder.cleanup()
            raise

    @property
    def socket(self) -> Path:
        """The socket to give to a script."""
        return self._server.path

    @property
    def calls(self) -> tuple[CallRecord, ...]:
        """The calls so far, refused ones included."""
        return self._ledger.records

    @property
    def beyond_budget(self) -> int:
        """How many attempts came after the last call in the budget."""
        return self._ledger.beyond_budget

    @property
    def faults(self) -> tuple[str, ...]:
        """What came on the socket and was no request."""
        return self._server.faults

    def cancel(self) -> None:
        """Refuse every call from now on; those under way end as `unknown`."""
        self._judge.cancel()
        for upstream in self._upstreams.values():
            upstream.close()

    def close(self) -> None:
        """Cancel, and remove the socket."""
        self.cancel()
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
        return answer_body(service, body, self._answer_call, self._refuse_malformed)

    def _refuse_malformed(self, service: str, refusal: Refusal, size: int) -> bytes:
        number, exhausted = self._ledger.reserve_attempt(size)
        if exhausted is not None:
            refusal = _no_budget(exhausted)
        if number:
            call = Call(number, service, "", None, size)
            self._ledger.record(call.refuse(refusal, "not_started"))
        return answer_refusal(refusal)

    def _answer_call(self, service: str, request: Request, size: int) -> bytes:
        number, exhausted = self._ledger.reserve_attempt(size)
        call = Call(number, service, request.method, request.params, size)
        if exhausted is not None:
            refusal: Refusal | None = _no_budget(exhausted)
        else:
            refusal = self._judge.find_refusal(call)
        if refusal is None:
            return self._forward(call, request)
        if number:
            self._ledger.record(call.refuse(refusal, "not_started"))
        return envelope.write_error(request.id, refusal.error())

    def _forward(self, call: Call, request: Request) -> bytes:
        seconds, most_bytes = self._ledger.left()
        call.idempotency_key = self._name_key(call)
        headers = {**self._headers, IDEMPOTENCY_HEADER: call.idempotency_key}
        body = envelope.write_request(request, call.text)
        started = time.perf_counter()
        try:
            reply = self._upstreams[call.service].send(
                body, headers, max(seconds, 0.001), most_bytes
            )
        except UpstreamFailed as failure:
            call.seconds = time.perf_counter() - started
            self._ledger.spend(call.seconds, failure.size)
            code = envelope.UNREACHABLE
            return self._give_up(call, request, code, failure.reason, failure.outcome)
        call.seconds = time.perf_counter() - started
        call.response_bytes = len(reply.body)
        self._ledger.spend(call.seconds, call.response_bytes)
        return self._finish(call, request, reply.body)

    def _finish(self, call: Call, request: Request, body: bytes) -> bytes:
        if request.is_notification and not body.strip():
            self._ledger.record(call.record("done"))
            return b""
        answer = envelope.read_answer(body, request.id)
        if answer is None:
            reason = "what the service answered is no answer to it"
            code = envelope.BAD_ANSWER
            return self._give_up(call, request, code, reason, "unknown")
        result, error = answer.get("result"), answer.get("error")
        self._ledger.record(call.record("done", result, error))
        return body

    def _give_up(
        self,
        call: Call,
        request: Request,
        code: int,
        reason: str,
        outcome: CallOutcome,
    ) -> bytes:
        text = f"{call.name}: {escape(reason)}"
        refusal = Refusal(code, text, {"outcome": outcome})
        self._ledger.record(call.refuse(refusal, outcome))
        return envelope.write_error(request.id, refusal.error())

    def _name_key(self, call: Call) -> str:
        """Return a key that the same call has when a play is run again."""
        number = self._ledger.number_forwarded()
        named = f"{self._play}\n{number}\n{call.name}\n{call.text}"
        return hashlib.sha256(named.encode()).hexdigest()[:32]


def _no_budget(exhausted: str) -> Refusal:
    return Refusal(envelope.NO_BUDGET, f"the budget of this play ran out: {exhausted}")
