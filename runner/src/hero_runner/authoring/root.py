"""Open the first span of a flow, or that of a flow within another."""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from hero_runner.authoring.session import Session, new_trace_id
from hero_runner.authoring.span import NULL_SPAN, NullSpan, Span, current_span
from hero_runner.authoring.threads import threads_keep_spans
from hero_runner.conventions import PARENT_SPAN, SPAN_SOCKET
from hero_runner.spans.sender import SpanSender


def enter_flow(name: str) -> AbstractContextManager[Span | NullSpan]:
    """Return the span of a flow that is called.

    In another flow it is one below that. Where only a listener is named by the
    environment it is the first span, and elsewhere one that does nothing.
    """
    parent = current_span()
    if parent is not None:
        return Span(parent.session, parent, name, "subflow", {})
    if path := os.environ.get(SPAN_SOCKET):
        return _listened(name, path)
    return NULL_SPAN


@contextmanager
def _listened(name: str, path: str) -> Iterator[Span]:
    sender = SpanSender(path)
    parent = os.environ.get(PARENT_SPAN) or None
    session = Session(new_trace_id(), sender, parent=parent)
    try:
        with threads_keep_spans(), Span(session, None, name, "flow", {}) as span:
            yield span
    finally:
        session.close()
