"""The timed record of a flow, a step or a call, told to the listener as it happens."""

import sys
from contextvars import ContextVar, Token
from threading import get_ident
from types import TracebackType
from typing import Any, Final, Self

from hero_runner.authoring.session import Session, new_span_id
from hero_runner.authoring.stops import Failed, Paused, PlayStopped, Stale, StoreFailed
from hero_runner.conventions import Status
from hero_runner.spans.events import (
    build_span_end,
    build_span_log,
    build_span_start,
    build_span_tag,
    cut_text,
    cut_value,
)

_CANCELLATIONS: Final = ("CancelledError", "KeyboardInterrupt")


class NullSpan:
    """Stand for a span where nobody listens."""

    __slots__ = ()

    def tag(self, **tags: Any) -> None:
        """Do nothing."""

    def log(self, text: str) -> None:
        """Do nothing."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        error_type: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        return None


NULL_SPAN: Final = NullSpan()


class Span:
    """Record what happens in a block; as a context, it is the current span there.

    `key` is the path of the spans that are open, with a counter where a name
    repeats; `family` is the same without counters.
    """

    __slots__ = (
        *("session", "id", "name", "kind", "key", "family", "concurrent"),
        *("_parent", "_tags", "_source", "_counts", "_lane", "_token"),
        *("_replayed", "_executed"),
    )

    def __init__(
        self,
        session: Session,
        parent: "Span | None",
        name: str,
        kind: str,
        tags: dict[str, Any],
        source: tuple[str, int] | None = None,
    ) -> None:
        self.session = session
        self.id = new_span_id()
        self.name = name
        self.kind = kind
        self._parent = parent
        self._tags = tags
        self._source = source
        self._counts: dict[str, int] = {}
        self._token: Token[Span | None] | None = None
        self._replayed = self._executed = 0
        self._lane = find_lane()
        self.key = self.family = ""
        self.concurrent = False
        if parent is not None:
            self.key, self.family = parent._name_child(name)
            self.concurrent = parent.concurrent or parent._lane != self._lane

    def tag(self, **tags: Any) -> None:
        """Add attributes to the span, or replace them."""
        cut = {name: cut_value(value) for name, value in tags.items()}
        self.session.send(build_span_tag(self.id, cut))

    def log(self, text: str) -> None:
        """Add text to the log of the span."""
        self.session.send(build_span_log(self.id, cut_text(str(text), 65536)))

    def count(self, replayed: bool) -> None:
        """Note that a call in the span was run, or that an earlier attempt had."""
        with self.session.lock:
            if replayed:
                self._replayed += 1
            else:
                self._executed += 1

    def __enter__(self) -> Self:
        self.session.check()
        parent = self.session.parent if self._parent is None else self._parent.id
        cut = {name: cut_value(value) for name, value in self._tags.items()}
        line = build_span_start(
            self.id,
            parent,
            self.session.trace,
            self.name,
            self.kind,
            self.key,
            cut,
            self._source,
        )
        self.session.send(line)
        self._token = _current.set(self)
        return self

    def __exit__(
        self,
        error_type: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._token is not None:
            _current.reset(self._token)
        status = self._find_status(error)
        text = None if error is None else describe_error(error)
        self.session.send(build_span_end(self.id, status, text))
        if self._parent is not None and (self._replayed or self._executed):
            self._parent.count(status == "replayed")

    def _find_status(self, error: BaseException | None) -> Status:
        if error is None:
            return "replayed" if self._replayed and not self._executed else "ok"
        if isinstance(error, Paused):
            return "pending"
        if isinstance(error, PlayStopped):
            failed = isinstance(error, Stale | StoreFailed)
            return "failed" if failed else "cancelled"
        return "cancelled" if type(error).__name__ in _CANCELLATIONS else "failed"

    def _name_child(self, name: str) -> tuple[str, str]:
        with self.session.lock:
            number = self._counts.get(name, 0)
            self._counts[name] = number + 1
        plain = name.replace("%", "%25").replace("/", "%2F").replace("#", "%23")
        family = f"{self.family}/{plain}" if self.family else plain
        key = f"{self.key}/{plain}" if self.key else plain
        return (f"{key}#{number}" if number else key), family


_current: ContextVar[Span | None] = ContextVar("hero_runner_span", default=None)


def current_span() -> Span | None:
    """Return the span that is open in this thread or task."""
    return _current.get()


def open_span(name: str, kind: str, tags: dict[str, Any]) -> Span | NullSpan:
    """Return a span below the current one; without one, a span that does nothing."""
    parent = _current.get()
    if parent is None:
        return NULL_SPAN
    return Span(parent.session, parent, name, kind, tags)


def find_lane() -> tuple[int, int]:
    """Return what tells this thread and this asyncio task from others."""
    asyncio: Any = sys.modules.get("asyncio")
    loop = None if asyncio is None else asyncio._get_running_loop()
    task = None if loop is None else asyncio.current_task(loop)
    return get_ident(), 0 if task is None else id(task)


def describe_error(error: BaseException) -> str:
    """Return an error in a line or a few: a reason as it is, others with their type."""
    if isinstance(error, Failed | PlayStopped):
        return cut_text(str(error) or type(error).__name__.lower())
    return cut_text(f"{type(error).__name__}: {error}")
