"""Take bodies apart into calls, and put the answers together."""

from collections.abc import Callable
from typing import Any, Final

from hero_runner.broker.envelope import (
    INVALID,
    Refusal,
    Request,
    parse_body,
    parse_request,
    write_error,
)

MOST_IN_BATCH: Final = 100

AnswerCall = Callable[[str, Request, int], bytes]
"""Take a service, a call and its size; return the body of the answer."""
AnswerMalformed = Callable[[str, Refusal, int], bytes]
"""The same for what is no call."""


def answer_body(
    service: str, body: bytes, answer: AnswerCall, refuse: AnswerMalformed
) -> bytes | None:
    """Answer every call in a body; `None` when none wants an answer."""
    value = parse_body(body)
    if not isinstance(value, list):
        return _answer_one(service, value, len(body), answer, refuse)
    if not 0 < len(value) <= MOST_IN_BATCH:
        text = f"a batch has 1 to {MOST_IN_BATCH} calls, not {len(value)}"
        return refuse(service, Refusal(INVALID, text), len(body))
    size = len(body) // len(value)
    answers = [_answer_one(service, one, size, answer, refuse) for one in value]
    wanted = [one for one in answers if one is not None]
    return b"[" + b",".join(wanted) + b"]" if wanted else None


def answer_refusal(refusal: Refusal) -> bytes:
    """Return the answer to what has no id that could be read."""
    return write_error(None, refusal.error())


def _answer_one(
    service: str, value: Any, size: int, answer: AnswerCall, refuse: AnswerMalformed
) -> bytes | None:
    request = value if isinstance(value, Refusal) else parse_request(value)
    if isinstance(request, Refusal):
        return refuse(service, request, size)
    body = answer(service, request, size)
    return None if request.is_notification else body
