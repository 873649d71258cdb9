"""Repeat what failed for the moment, then go on with the next route."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from time import monotonic
from typing import Final, Protocol

from tenacity import (
    RetryCallState,
    Retrying,
    retry_if_exception,
    stop_after_attempt,
    wait_random_exponential,
)

from hero_runner.language_models.chat import ChatAnswer, ChatRequest
from hero_runner.language_models.errors import (
    AllRoutesFailed,
    LanguageModelError,
    RequestsDenied,
)
from hero_runner.language_models.prices import compute_cost
from hero_runner.language_models.reply import Reply
from hero_runner.language_models.routes import Route

FIRST_PAUSE: Final = 0.5
LONGEST_PAUSE: Final = 20.0
"""Seconds between attempts where the endpoint does not say for how long to wait."""


class Endpoint(Protocol):
    """Send one request, without repeating it."""

    def ask(self, request: ChatRequest, deadline: float) -> Reply:
        """Return the answer, or raise `LanguageModelError`."""
        ...


class RoutedModel:
    """Ask the endpoint of one route, several times if need be."""

    def __init__(
        self, route: Route, endpoint: Endpoint, verify: Callable[[], None]
    ) -> None:
        self._route = route
        self._endpoint = endpoint
        self._verify = verify

    def complete(self, request: ChatRequest) -> ChatAnswer:
        """Continue the conversation within the attempts and the time of the route."""
        self._verify()
        started = monotonic()
        deadline = started + self._route.limits.total
        retrying = _build_retrying(self._route.attempts, deadline)
        try:
            reply: Reply = retrying(self._endpoint.ask, request, deadline)
        except LanguageModelError as error:
            error.attempts = retrying.statistics["attempt_number"]
            raise
        seconds = monotonic() - started
        return ChatAnswer(
            text=reply.text,
            model=reply.model or self._route.model,
            finish_reason=reply.finish_reason,
            usage=reply.usage,
            cost=self._price(reply),
            duration_ms=round(seconds * 1000),
            attempts=retrying.statistics["attempt_number"],
            provider=self._route.name,
        )

    def _price(self, reply: Reply) -> Decimal | None:
        if self._route.prices is None:
            return reply.cost
        return compute_cost(reply.usage, self._route.prices)


class FallbackModel:
    """Ask the next language model when one fails."""

    def __init__(self, models: tuple[RoutedModel, ...]) -> None:
        self._models = models

    def complete(self, request: ChatRequest) -> ChatAnswer:
        """Return the first answer; attempts and time of the failed ones count."""
        started = monotonic()
        causes: list[LanguageModelError] = []
        for model in self._models:
            try:
                answer = model.complete(request)
            except RequestsDenied:
                raise
            except LanguageModelError as error:
                causes.append(error)
            else:
                return _count_failures(answer, causes, started)
        if len(causes) == 1:
            raise causes[0]
        raise AllRoutesFailed(tuple(causes))


def _count_failures(
    answer: ChatAnswer, causes: list[LanguageModelError], started: float
) -> ChatAnswer:
    attempts = answer.attempts + sum(cause.attempts for cause in causes)
    milliseconds = round((monotonic() - started) * 1000)
    return replace(answer, attempts=attempts, duration_ms=milliseconds)


def _build_retrying(attempts: int, deadline: float) -> Retrying:
    def is_last(state: RetryCallState) -> bool:
        """Stop as well when the pause would outlast the time of the route."""
        return monotonic() + state.upcoming_sleep >= deadline

    return Retrying(
        stop=lambda state: stop_after_attempt(attempts)(state) or is_last(state),
        wait=_pause,
        retry=retry_if_exception(_is_worth_repeating),
        reraise=True,
    )


def _is_worth_repeating(error: BaseException) -> bool:
    return isinstance(error, LanguageModelError) and error.is_worth_repeating


def _pause(state: RetryCallState) -> float:
    """Return the seconds to wait: what the endpoint asks for, or a growing pause."""
    error = state.outcome.exception() if state.outcome else None
    asked = getattr(error, "retry_after", None)
    if asked is not None:
        return float(asked)
    return wait_random_exponential(multiplier=FIRST_PAUSE, max=LONGEST_PAUSE)(state)
