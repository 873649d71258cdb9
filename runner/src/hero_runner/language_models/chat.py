"""Define what is asked of a language model, and what it answers."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, Protocol

Speaker = Literal["system", "user", "assistant"]


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a conversation."""

    role: Speaker
    content: str


@dataclass(frozen=True, slots=True)
class ChatRequest:
    """A conversation to be continued; what is None is left to the route."""

    messages: tuple[Message, ...]
    temperature: float | None = None
    seed: int | None = None
    max_tokens: int | None = None
    stop: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Usage:
    """The tokens of one answer, as the endpoint counted them.

    `cached_tokens` are part of `prompt_tokens`, `reasoning_tokens` of
    `completion_tokens`; None where the endpoint does not say.
    """

    prompt_tokens: int
    completion_tokens: int
    cached_tokens: int | None = None
    reasoning_tokens: int | None = None

    @property
    def total_tokens(self) -> int:
        """Return the tokens of prompt and answer together."""
        return self.prompt_tokens + self.completion_tokens


@dataclass(frozen=True, slots=True)
class ChatAnswer:
    """What a language model said, who said it, and what it took."""

    text: str
    model: str
    """As the endpoint names it, which may be more exact than what was asked for."""
    finish_reason: str | None
    usage: Usage | None
    """None means unknown, never zero."""
    cost: Decimal | None
    """In the currency of the route's prices; None means unknown."""
    duration_ms: int
    """From the first attempt to the last byte, pauses and fallbacks included."""
    attempts: int
    """Requests sent, failed ones of this and earlier routes included."""
    provider: str
    """Name of the route that answered."""

    @property
    def is_truncated(self) -> bool:
        """Tell whether the answer ends where the limit of tokens was reached."""
        return self.finish_reason == "length"


class LanguageModel(Protocol):
    """Anything that continues a conversation."""

    def complete(self, request: ChatRequest) -> ChatAnswer:
        """Continue the conversation; raise `LanguageModelError` when it cannot."""
        ...
