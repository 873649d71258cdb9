"""Define what the agent gives back, and what each stage of it took."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from hero_runner.language_models.chat import ChatAnswer
from hero_runner.language_models.routes import Role

Stop = Literal[
    "done",
    "saved_script",
    "planned",
    "no_services",
    "no_capability",
    "no_script",
    "gate",
    "script",
    "sandbox",
    "not_done",
    "denied",
    "language_model",
]
"""Why the agent stopped. `done`, `saved_script` and `planned` are successes."""

SUCCESSES: frozenset[Stop] = frozenset({"done", "saved_script", "planned"})


@dataclass(frozen=True, slots=True)
class StageUse:
    """What one answer of a language model took; None is unknown, never zero."""

    stage: Role
    model: str
    input_tokens: int | None
    output_tokens: int | None
    cost: str | None
    """In the currency of the route's prices, as a decimal number."""
    duration_ms: int
    truncated: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """A call that a script made, as the broker saw it."""

    service: str
    method: str
    effect: str
    arguments: str
    """The parameters as JSON, cut."""
    outcome: str
    """`done`, `failed`, `not_started` or `unknown`."""
    error: str = ""


@dataclass(frozen=True, slots=True)
class AgentResult:
    """What became of a request."""

    success: bool
    result: str
    """For the user: the summary, or the reason why there is none."""
    script: str
    attempts: int
    """Scripts that were checked."""
    duration_ms: int
    error: str
    play_sid: str
    stop: Stop
    output: str = ""
    """What the script printed."""
    services: tuple[str, ...] = ()
    calls: tuple[Call, ...] = ()
    stages: tuple[StageUse, ...] = ()
    offers: tuple[str, ...] = ()
    """Saved scripts that may fit and were not run."""


@dataclass(slots=True)
class Ledger:
    """Collect what the answers of language models took, in order."""

    uses: list[StageUse] = field(default_factory=list)

    def add(self, stage: Role, answer: ChatAnswer) -> None:
        """Note what an answer took."""
        usage = answer.usage
        self.uses.append(
            StageUse(
                stage,
                answer.model,
                None if usage is None else usage.prompt_tokens,
                None if usage is None else usage.completion_tokens,
                None if answer.cost is None else render_cost(answer.cost),
                answer.duration_ms,
                answer.is_truncated,
            )
        )


def render_cost(cost: Decimal) -> str:
    """Return a sum of money without an exponent."""
    return format(cost, "f")
