"""Ask a scripted model as the agent would."""

from collections.abc import Mapping

from hero_runner.language_models import (
    ChatAnswer,
    ChatRequest,
    Message,
    language_model_for,
    read_routes,
)


def build_request(
    text: str = "Say hello.", max_tokens: int | None = None
) -> ChatRequest:
    """Return a request with a system message and one of the user."""
    messages = (Message("system", "You answer."), Message("user", text))
    return ChatRequest(messages, max_tokens=max_tokens)


def ask(environment: Mapping[str, str], **more: str) -> ChatAnswer:
    """Ask the language model that writes, with further variables."""
    routes = read_routes(None, {**environment, **more})
    assert routes.problems == ()
    return language_model_for("write", routes).complete(build_request())
