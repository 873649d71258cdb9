"""Run one flow from another: within the play, or as a play of its own."""

import json
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from hero_runner.authoring.calls import digest_arguments, run_memoised
from hero_runner.authoring.span import Span, current_span
from hero_runner.authoring.stops import Failed
from hero_runner.conventions import CHILD_PLAY


class Subflows(Protocol):
    """Find other flows for a play, and play them."""

    def pin(self, name: str) -> str:
        """Keep the present source of a flow; returns its digest."""
        ...

    def load(self, name: str, digest: str) -> Callable[..., Any]:
        """Return the decorated function of a flow in a source that was kept."""
        ...

    def name_child(self, key: str) -> str:
        """Return the id that the play of a step has, the same in every attempt."""
        ...

    def play(self, name: str, child: str, span: str, inputs: Mapping[str, Any]) -> str:
        """Start or go on with a play in its own process; returns its result."""
        ...


def invoke_flow(name: str, spawn: bool, inputs: dict[str, Any]) -> Any:
    """Return the result of a flow that is called by its name."""
    parent = current_span()
    if parent is None or parent.session.subflows is None:
        raise Failed(
            f"flow.invoke({name!r}) needs the runner to find the flow: run this one "
            "with hero-runner play, or import the function and call it"
        )
    subflows = parent.session.subflows
    if spawn:
        return _spawn(subflows, parent, name, inputs)
    with Span(parent.session, parent, f"load:{name}", "other", {}) as span:
        pinned = run_memoised(
            span, digest_arguments((name,), {}), lambda: json.dumps(subflows.pin(name))
        )
    return subflows.load(name, json.loads(pinned.output))(**inputs)


def _spawn(subflows: Subflows, parent: Span, name: str, inputs: dict[str, Any]) -> Any:
    with Span(parent.session, parent, name, "subflow", {}) as span:
        child = subflows.name_child(span.key)
        span.tag(**{CHILD_PLAY: child})

        def play() -> str:
            return subflows.play(name, child, span.id, inputs)

        result = run_memoised(span, digest_arguments((name,), inputs), play)
    return json.loads(result.output)
