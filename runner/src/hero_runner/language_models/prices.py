"""Compute what an answer cost from the prices of its route."""

from dataclasses import dataclass
from decimal import Decimal

from hero_runner.language_models.chat import Usage

TOKENS_PER_PRICE = 1_000_000


@dataclass(frozen=True, slots=True)
class Prices:
    """Prices per million tokens, in whatever currency the user thinks in."""

    prompt: Decimal
    completion: Decimal
    cached: Decimal | None = None
    """Of prompt tokens from a cache; None when they cost as much as the others."""


def compute_cost(usage: Usage | None, prices: Prices | None) -> Decimal | None:
    """Return the cost of an answer, or None when usage or prices are unknown."""
    if usage is None or prices is None:
        return None
    cached = min(usage.cached_tokens or 0, usage.prompt_tokens)
    cached_price = prices.prompt if prices.cached is None else prices.cached
    cost = (
        (usage.prompt_tokens - cached) * prices.prompt
        + cached * cached_price
        + usage.completion_tokens * prices.completion
    )
    return cost / TOKENS_PER_PRICE
