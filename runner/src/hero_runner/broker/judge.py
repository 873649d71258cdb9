"""Decide whether a call may be made."""

from collections.abc import Mapping
from threading import Lock
from typing import Final

from hero_runner.broker import envelope
from hero_runner.broker.approvals import Approvals
from hero_runner.broker.call import Call
from hero_runner.broker.envelope import Refusal
from hero_runner.broker.method_table import MethodTable
from hero_runner.broker.policy import Policy
from hero_runner.broker.records import render_canonical
from hero_runtime.errors import escape

_SHOWN: Final = 100


class Judge:
    """Hold what calls are judged by; safe to use from many threads."""

    def __init__(
        self, policy: Policy, approvals: Approvals, tables: Mapping[str, MethodTable]
    ) -> None:
        self._policy = policy
        self._approvals = approvals
        self._tables = tables
        self._asking = Lock()
        self._is_cancelled = False

    def cancel(self) -> None:
        """Refuse everything from now on."""
        self._is_cancelled = True

    def find_refusal(self, call: Call) -> Refusal | None:
        """Return why a call is not made, if so; the call gets to know its effect."""
        if self._is_cancelled:
            return _CANCELLED
        table = self._tables.get(call.service)
        method = table.find(call.method) if table else None
        if table is None or method is None:
            known = ", ".join(table.list_methods() if table else self._tables)
            name = escape(call.name[:_SHOWN])
            text = f"there is no {name}; there are: {known or 'none'}"
            return Refusal(envelope.NO_METHOD, text)
        if not self._policy.grants_method(call.service, call.method):
            text = f"{call.name} is not granted to this play"
            return Refusal(envelope.DENIED, text)
        effect = self._policy.find_effect(call.service, call.method, method.effect)
        call.effect = effect
        try:
            call.text = render_canonical(call.params)
        except ValueError as error:
            return Refusal(envelope.BAD_PARAMS, f"{call.name}: {error}")
        if problem := table.find_problem(method, call.params, call.text):
            return Refusal(envelope.BAD_PARAMS, f"{call.name}: {problem}")
        return self._apply_rule(call)

    def _apply_rule(self, call: Call) -> Refusal | None:
        rule = self._policy.find_rule(call.effect)
        if rule == "allow":
            return None
        if rule == "deny":
            text = f"{call.name} is denied: its effect is {call.effect}"
            return Refusal(envelope.DENIED, text, {"effect": call.effect})
        # One question at a time: who answers sees them in their order.
        with self._asking:
            call.approval, is_approved = self._approvals.take(
                call.service, call.method, call.effect, call.params
            )
        if not is_approved:
            text = (
                f"{call.name} needs the approval {call.approval}: it is {call.effect}"
            )
            data = {"approval": call.approval, "effect": call.effect}
            return Refusal(envelope.NEEDS_APPROVAL, text, data)
        return _CANCELLED if self._is_cancelled else None


_CANCELLED: Final = Refusal(envelope.CANCELLED, "the play was cancelled")
