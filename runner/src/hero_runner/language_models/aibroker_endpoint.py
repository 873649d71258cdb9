"""Ask hero_aibroker through its generated client.

The document of the service declares one parameter `request`, the service reads the
fields of the request from the params themselves, and the two may meet one day. Both
shapes are tried, the one that is known to work first.
"""

import json
from collections.abc import Mapping
from time import monotonic
from typing import Final

from hero_aibroker_client import HeroAibroker
from hero_aibroker_client.methods import SERVICE
from hero_aibroker_client.models import ChatMessage
from hero_runtime.errors import (
    ConnectionFailed,
    ConnectionLost,
    HeroError,
    ParameterError,
    RemoteError,
    TimedOut,
)
from hero_runtime.transports.base import Reply, Timeout, Transport
from hero_runtime.transports.lazy import LazyTransport

from hero_runner.language_models.chat import ChatRequest
from hero_runner.language_models.errors import (
    AnswerLate,
    AnswerLost,
    AnswerUnreadable,
    EndpointRefused,
    EndpointUnreachable,
    LanguageModelError,
    RequestUnfit,
)
from hero_runner.language_models.openai_endpoint import build_body
from hero_runner.language_models.reply import Reply as ModelReply
from hero_runner.language_models.reply import parse_reply, read_name
from hero_runner.language_models.routes import Route

INVALID_PARAMS: Final = -32602


class ShapeRefused(EndpointRefused):
    """The service does not take parameters like these; nobody was asked."""


class WrappingTransport:
    """Put the parameters of every request below `request` before sending it."""

    def __init__(self, inner: Transport) -> None:
        self._inner = inner

    def send(self, body: bytes, headers: Mapping[str, str], timeout: Timeout) -> Reply:
        """Send a request in the shape of the document."""
        message = json.loads(body)
        message["params"] = {"request": message.get("params", {})}
        return self._inner.send(json.dumps(message).encode(), headers, timeout)

    def close(self) -> None:
        """Close the connection below."""
        self._inner.close()


class AibrokerEndpoint:
    """Send chat requests to hero_aibroker; remember the shape that it takes."""

    def __init__(self, route: Route) -> None:
        self._route = route
        self._place = f"{route.name} ({route.address})"
        self._is_wrapped = False

    def ask(self, request: ChatRequest, deadline: float) -> ModelReply:
        """Send one request, in the other shape as well if the first is refused."""
        is_wrapped = self._is_wrapped
        try:
            return self._ask(request, deadline, is_wrapped)
        except ShapeRefused as error:
            refusal = error
        try:
            reply = self._ask(request, deadline, not is_wrapped)
        except ShapeRefused:
            raise refusal from None
        self._is_wrapped = not is_wrapped
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
        self, request: ChatRequest, deadline: float, is_wrapped: bool
    ) -> ModelReply:
        body = build_body(request, self._route)
        messages = [ChatMessage(**message) for message in body.pop("messages")]
        try:
            with self._connect(deadline, is_wrapped) as client:
                lenient = client.with_options(on_mismatch="accept")
                answer = lenient.ai_chat(body.pop("model"), messages, **body)
        except HeroError as error:
            raise self._explain(error) from error
        return parse_reply(answer.model_dump(exclude_unset=True), self._place)

    def _connect(self, deadline: float, is_wrapped: bool = False) -> HeroAibroker:
        limits = self._route.limits
        total = max(deadline - monotonic(), 0.001)
        timeout = Timeout(min(limits.connect, total), min(limits.read, total), total)
        if not is_wrapped:
            return HeroAibroker(self._route.socket, timeout=timeout)
        transport = WrappingTransport(LazyTransport(SERVICE, self._route.socket))
        return HeroAibroker(transport=transport, timeout=timeout)

    def _explain(self, error: HeroError) -> LanguageModelError:
        text = f"{self._place}: {error.message[:500]}"
        if isinstance(error, RemoteError):
            return _refused(error, self._place)
        if isinstance(error, ParameterError):
            return RequestUnfit(text, error.hint)
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
    if code == INVALID_PARAMS or "parameter required" in error.message:
        return ShapeRefused(place, 400, error.message)
    is_upstream = isinstance(code, int) and 400 <= code <= 599
    status = int(code) if is_upstream else 500
    refusal = EndpointRefused(place, status, error.message, _read_wait(error.data))
    # An error inside the broker is no outage: repeating it would not help.
    refusal.is_worth_repeating = is_upstream and refusal.is_worth_repeating
    return refusal


def _read_wait(data: object) -> float | None:
    wait = data.get("retry_after") if isinstance(data, dict) else None
    if isinstance(wait, bool) or not isinstance(wait, int | float) or wait < 0:
        return None
    return float(wait)
