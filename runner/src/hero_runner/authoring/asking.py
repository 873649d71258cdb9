"""Ask people: through the play that waits, or in the terminal without one."""

import json
import sys
from collections.abc import Mapping
from typing import Any, Protocol

from hero_runner.authoring.span import Span, current_span
from hero_runner.authoring.stops import Failed, Paused
from hero_runner.spans.events import build_pause


class Answers(Protocol):
    """Keep the questions of a play and find the answers to them."""

    def find(self, key: str) -> str | None:
        """Return the answer to a question, as JSON, once there is one."""
        ...

    def ask(self, key: str, name: str, schema: str | None, ui: str | None) -> None:
        """Keep a question for people to see."""
        ...


def ask_play(
    name: str, schema: Mapping[str, Any] | None, ui: Mapping[str, Any] | None
) -> Any:
    """Return the answer to a question, or end the process until there is one."""
    parent = current_span()
    if parent is None:
        return _ask_terminal(name, ui)
    session = parent.session
    with Span(session, parent, f"pause:{name}", "other", {}) as span:
        answers = session.answers
        answer = None if answers is None else answers.find(span.key)
        if answer is not None:
            span.count(replayed=True)
            return json.loads(answer)
        if answers is not None:
            answers.ask(span.key, name, _to_json(schema), _to_json(ui))
        session.send(build_pause(span.id, span.key, name, schema, ui))
        raise Paused(f"waits for an answer to {name!r}")


def _to_json(value: Mapping[str, Any] | None) -> str | None:
    return None if value is None else json.dumps(value)


def _ask_terminal(name: str, ui: Mapping[str, Any] | None) -> Any:
    if not sys.stdin or not sys.stdin.isatty():
        raise Failed(
            f"the flow asks {name!r} and nobody is there to answer: run it with "
            "hero-runner play, then answer with hero-runner resume"
        )
    text = input(f"{(ui or {}).get('label', name)} ")
    try:
        return json.loads(text)
    except ValueError:
        return text
