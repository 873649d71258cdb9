"""Ask any endpoint with the OpenAI interface, over TCP or a Unix socket."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any, Final

from hero_runner.language_models.chat import ChatRequest
from hero_runner.language_models.errors import AnswerLost, EndpointRefused
from hero_runner.language_models.event_stream import read_events
from hero_runner.language_models.http import Exchange, HttpSender
from hero_runner.language_models.reply import (
    Reply,
    ReplyCollector,
    parse_object,
    parse_reply,
    read_name,
    unreadable,
)
from hero_runner.language_models.routes import Route

EVENTS: Final = "text/event-stream"
JSON: Final = "application/json"
MOST_MODELS: Final = 10_000
DIALECTS: Final = {
    "max_completion_tokens": ("max_tokens", "max_completion_tokens"),
    "stream_options": ("stream_options", None),
}
"""What a refusal (400) names, the field to change, and its other name if any."""


class OpenAIEndpoint:
    """Send chat requests to one route; remember which fields it does not take."""

    def __init__(self, route: Route, key: str | None) -> None:
        self._route = route
        self._sender = HttpSender(route, key)
        self._dialects: list[str] = []

    def ask(self, request: ChatRequest, deadline: float) -> Reply:
        """Send one request, once more if the endpoint speaks another dialect."""
        try:
            return self._ask(request, deadline)
        except EndpointRefused as error:
            if not self._learn(error):
                raise
        return self._ask(request, deadline)

    def list_models(self) -> tuple[str, ...]:
        """Return the names of the models that the endpoint offers, sorted."""
        deadline = monotonic() + self._route.limits.total
        with self._sender.send("GET", "/models", None, deadline) as exchange:
            answer = parse_object(exchange.read(), self._sender.place)
        models = answer.get("data")
        if not isinstance(models, list):
            raise unreadable(self._sender.place, "lists no models", str(answer)[:200])
        entries = [entry for entry in models[:MOST_MODELS] if isinstance(entry, dict)]
        names = {read_name(entry.get("id")) for entry in entries}
        return tuple(sorted(name for name in names if name))

    def _ask(self, request: ChatRequest, deadline: float) -> Reply:
        with self._post(self._build_body(request), deadline) as exchange:
            if exchange.content_type == EVENTS:
                return self._read_stream(exchange)
            body = exchange.read()
            if exchange.content_type != JSON:
                kind = exchange.content_type[:100] or "no content type"
                raise unreadable(self._sender.place, f"is {kind}, not {JSON}", body)
            return parse_reply(
                parse_object(body, self._sender.place), self._sender.place
            )

    @contextmanager
    def _post(self, body: dict[str, Any], deadline: float) -> Iterator[Exchange]:
        path = "/chat/completions"
        with self._sender.send("POST", path, body, deadline) as exchange:
            yield exchange

    def _read_stream(self, exchange: Exchange) -> Reply:
        collector = ReplyCollector(self._sender.place)
        for event in read_events(exchange.chunks()):
            if event.strip() == b"[DONE]":
                return collector.build()
            collector.add(parse_object(event, self._sender.place), "delta")
        if not collector.is_finished:
            raise AnswerLost(
                f"the stream of {self._sender.place} ended before the answer did",
                "See the log of the endpoint for a crash, then try again.",
            )
        return collector.build()

    def _build_body(self, request: ChatRequest) -> dict[str, Any]:
        body = build_body(request, self._route)
        body["stream"] = self._route.stream
        if self._route.stream:
            body["stream_options"] = {"include_usage": True}
        for dialect in self._dialects:
            field, other = DIALECTS[dialect]
            value = body.pop(field, None)
            if other is not None and value is not None:
                body[other] = value
        return body

    def _learn(self, error: EndpointRefused) -> bool:
        """Tell whether the refusal names a field that can be sent another way."""
        if error.status != 400:
            return False
        found = [name for name in DIALECTS if name in error.text]
        new = [name for name in found if name not in self._dialects]
        self._dialects += new
        return bool(new)


def build_body(request: ChatRequest, route: Route) -> dict[str, Any]:
    """Build the fields of a request; what nobody set is left to the endpoint."""
    body: dict[str, Any] = {
        "model": route.model,
        "messages": [
            {"role": message.role, "content": message.content}
            for message in request.messages
        ],
    }
    for name in ("temperature", "seed", "max_tokens"):
        asked = getattr(request, name)
        value = getattr(route, name) if asked is None else asked
        if value is not None:
            body[name] = value
    if stop := request.stop or route.stop:
        body["stop"] = list(stop)
    return body
