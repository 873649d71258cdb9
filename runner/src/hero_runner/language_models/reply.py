"""Read answers in the form of the OpenAI interface, whole or in chunks.

The form: https://platform.openai.com/docs/api-reference/chat. Everything in an answer
may be missing or wrong; usage that is either is unknown.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from hero_runner.language_models.chat import Usage
from hero_runner.language_models.errors import (
    AnswerTooLarge,
    AnswerUnreadable,
    EndpointRefused,
)
from hero_runtime.errors import escape

LONGEST_TEXT: Final = 1024 * 1024
"""Most characters of an answer; a script of a thousand lines has some 40,000."""
LONGEST_NAME: Final = 200
SHOWN: Final = 200


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to one request, before it is priced."""

    text: str
    model: str | None = None
    finish_reason: str | None = None
    usage: Usage | None = None
    cost: Decimal | None = None
    """As the endpoint states it."""


def parse_object(text: bytes | str, place: str) -> dict[str, Any]:
    """Parse a JSON object; raise `AnswerUnreadable` with its beginning otherwise."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise unreadable(place, "is not JSON", text) from error
    if not isinstance(value, dict):
        raise unreadable(place, "is not a JSON object", text)
    return value


def parse_reply(answer: Mapping[str, Any], place: str) -> Reply:
    """Read a whole answer."""
    collector = ReplyCollector(place)
    collector.add(answer, "message")
    if not collector.has_choice:
        raise unreadable(place, "holds no choice", json.dumps(answer)[:SHOWN])
    return collector.build()


@dataclass(slots=True)
class ReplyCollector:
    """Put an answer together from its chunks; a whole answer is a single one."""

    place: str
    has_choice: bool = False
    is_finished: bool = False
    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _model: str | None = None
    _finish_reason: str | None = None
    _usage: Usage | None = None
    _cost: Decimal | None = None

    def add(self, chunk: Mapping[str, Any], member: str) -> None:
        """Add a chunk whose text is in this member of its first choice."""
        if chunk.get("error"):
            raise EndpointRefused(self.place, *_read_error(chunk["error"]))
        self._model = read_name(chunk.get("model")) or self._model
        self._usage = parse_usage(chunk.get("usage")) or self._usage
        self._cost = _parse_cost(chunk.get("usage")) or self._cost
        choices = chunk.get("choices")
        if isinstance(choices, list) and choices and isinstance(choices[0], dict):
            self._add_choice(choices[0], member)

    def build(self) -> Reply:
        """Return what was collected."""
        text = "".join(self._parts)
        reason = self._finish_reason
        return Reply(text, self._model, reason, self._usage, self._cost)

    def _add_choice(self, choice: Mapping[str, Any], member: str) -> None:
        message = choice.get(member)
        content = message.get("content") if isinstance(message, dict) else None
        if content is not None and not isinstance(content, str):
            raise unreadable(self.place, "has a content that is no text", str(content))
        self.has_choice = self.has_choice or isinstance(message, dict)
        self._length += len(content or "")
        if self._length > LONGEST_TEXT:
            raise AnswerTooLarge(
                f"the answer of {self.place} has more than {LONGEST_TEXT} characters",
                "Set max_tokens of the route, or choose another model.",
            )
        if content:
            self._parts.append(content)
        if reason := read_name(choice.get("finish_reason")):
            self._finish_reason = reason
            self.is_finished = True


def parse_usage(value: object) -> Usage | None:
    """Return the tokens of an answer; None when any that counts is not there."""
    if not isinstance(value, dict):
        return None
    prompt = _read_count(value, "prompt_tokens")
    completion = _read_count(value, "completion_tokens")
    if prompt is None or completion is None:
        return None
    cached = _read_count(value.get("prompt_tokens_details"), "cached_tokens")
    reasoning = _read_count(value.get("completion_tokens_details"), "reasoning_tokens")
    return Usage(prompt, completion, cached, reasoning)


def read_name(value: object) -> str | None:
    """Return a short text of the endpoint, escaped; None when there is none."""
    if not isinstance(value, str) or not value:
        return None
    return escape(value[:LONGEST_NAME])


def read_error_text(text: str) -> str:
    """Return what an error answer says, or its beginning when it is no JSON."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return text
    error = value.get("error", value) if isinstance(value, dict) else value
    return _read_error(error)[1]


def unreadable(place: str, problem: str, received: bytes | str) -> AnswerUnreadable:
    """Return the error for an answer that breaks the interface."""
    if isinstance(received, bytes):
        received = received[:SHOWN].decode("utf-8", "replace")
    return AnswerUnreadable(
        f"the answer of {place} {problem}: {escape(received[:SHOWN]) or 'it is empty'}",
        "Check that the url belongs to an OpenAI-compatible interface; it usually "
        "ends with /v1.",
    )


def _read_error(error: object) -> tuple[int, str]:
    """Return status and text of an error object, which comes in many forms."""
    if not isinstance(error, dict):
        return 500, str(error)[: SHOWN * 4]
    code = error.get("code")
    status = code if isinstance(code, int) and 400 <= code <= 599 else 500
    text = error.get("message")
    return status, (text if isinstance(text, str) else str(error))[: SHOWN * 4]


def _read_count(value: object, name: str) -> int | None:
    count = value.get(name) if isinstance(value, dict) else None
    if isinstance(count, bool) or not isinstance(count, int):
        return None
    return count if 0 <= count < 10**12 else None


def _parse_cost(usage: object) -> Decimal | None:
    cost = usage.get("cost") if isinstance(usage, dict) else None
    if isinstance(cost, bool) or not isinstance(cost, int | float | str):
        return None
    try:
        amount = Decimal(str(cost))
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and amount >= 0 else None
