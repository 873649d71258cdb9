"""Ask hero_aibroker through its generated client.

The document of the service declares one parameter `request`, the service reads the
fields of the request from the params themselves, and the two may meet one day. Both
shapes are tried, the one that is known to work first.
"""

from time import monotonic
from typing import Any, Final

from hero_aibroker_client import HeroAibroker
from hero_aibroker_client.models import ChatResponse
from hero_runtime.errors import (
    ConnectionFailed,
    ConnectionLost,
    HeroError,
    RemoteError,
    TimedOut,
)
from hero_runtime.service import Method
from hero_runtime.transports.base import Timeout

from hero_runner.language_models.chat import ChatRequest
from hero_runner.language_models.errors import (
    AnswerLate,
    AnswerLost,
    AnswerUnreadable,
    EndpointRefused,
    EndpointUnreachable,
    LanguageModelError,
)
from hero_runner.language_models.openai_endpoint import build_body
from hero_runner.language_models.reply import Reply, parse_reply, read_name
from hero_runner.language_models.routes import Route

INVALID_PARAMS: Final = -32602
_FLAT: Final[Method[ChatResponse]] = Method("ai.chat", ("params",), sole_object=True)
_WRAPPED: Final[Method[ChatResponse]] = Method("ai.chat", ("request",))


class ShapedBroker(HeroAibroker):
    """The generated client, with both shapes of `ai.chat`."""

    def chat(self, body: dict[str, Any], method: Method[ChatResponse]) -> ChatResponse:
        """Send a chat request in the shape of the method."""
        return self._call(method, body)


class AibrokerEndpoint:
    """Send chat requests to hero_aibroker; remember the shape that it takes."""

    def __init__(self, route: Route) -> None:
        self._route = route
        self._place = f"{route.name} ({route.address})"
        self._shapes = (_FLAT, _WRAPPED)

    def ask(self, request: ChatRequest, deadline: float) -> Reply:
        """Send one request, in the other shape as well if the first is refused."""
        body = build_body(request, self._route)
        first, second = self._shapes
        try:
            return self._ask(body, first, deadline)
        except EndpointRefused as error:
            if not _is_wrong_shape(error):
                raise
            refusal = error
        try:
            reply = self._ask(body, second, deadline)
        except EndpointRefused as error:
            raise _choose(refusal, error) from error
        self._shapes = (second, first)
        return reply

    def list_models(self) -> tuple[str, ...]:
        """Return the names of the models that the broker offers, sorted."""
        deadline = monotonic() + self._route.limits.total
        try:
            with self._connect(deadline) as client:
                models = client.models_list()
        except HeroError as error:
            raise self._explain(error) from error
        names = {read_name(model.id) for model in models}
        return tuple(sorted(name for name in names if name))

    def _ask(
        self, body: dict[str, Any], shape: Method[ChatResponse], deadline: float
    ) -> Reply:
        try:
            with self._connect(deadline) as client:
                answer = client.chat(body, shape)
        except HeroError as error:
            raise self._explain(error) from error
        return parse_reply(answer.model_dump(exclude_unset=True), self._place)

    def _connect(self, deadline: float) -> ShapedBroker:
        limits = self._route.limits
        total = max(deadline - monotonic(), 0.001)
        timeout = Timeout(min(limits.connect, total), min(limits.read, total), total)
        return ShapedBroker(self._route.socket, timeout=timeout)

    def _explain(self, error: HeroError) -> LanguageModelError:
        text = f"{self._place}: {error.message[:500]}"
        if isinstance(error, RemoteError):
            return _refused(error, self._place)
        if isinstance(error, ConnectionFailed):
            return EndpointUnreachable(text, error.hint)
        if isinstance(error, TimedOut):
            return AnswerLate(text, "Raise read_timeout or total_timeout of the route.")
        if isinstance(error, ConnectionLost):
            return AnswerLost(text, "See the log of hero_aibroker for a crash.")
        return AnswerUnreadable(text, error.hint)


def _refused(error: RemoteError, place: str) -> EndpointRefused:
    """Return the error with a status: that of the upstream, which is the code."""
    code = vars(error)["code"]
    is_upstream = isinstance(code, int) and 400 <= code <= 599
    status = int(code) if is_upstream else 500
    if code == INVALID_PARAMS:
        status = 400
    wait = _read_wait(error.data)
    refusal = EndpointRefused(place, status, error.message, wait)
    # An error inside the broker is no outage: repeating it would not help.
    refusal.is_worth_repeating = is_upstream and refusal.is_worth_repeating
    return refusal


def _read_wait(data: object) -> float | None:
    wait = data.get("retry_after") if isinstance(data, dict) else None
    if isinstance(wait, bool) or not isinstance(wait, int | float) or wait < 0:
        return None
    return float(wait)


def _is_wrong_shape(error: EndpointRefused) -> bool:
    return error.status == 400 or "parameter required" in error.text


def _choose(first: EndpointRefused, second: EndpointRefused) -> EndpointRefused:
    """Return the refusal to show: what a shape misses says less than other faults."""
    return second if not _is_wrong_shape(second) else first
