"""Let threads keep the span that was open where they were started.

Tasks of asyncio do so by themselves; threads begin with an empty context. While a
flow runs, and only then, starting a thread and submitting to a pool copy theirs.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import copy_context
from threading import Thread
from typing import Any, Final

_POOL: Final = "concurrent.futures.thread"


@contextmanager
def threads_keep_spans() -> Iterator[None]:
    """Pass the context on to threads that are started within the block."""
    start = Thread.start
    undo: list[tuple[type, str, Any]] = [(Thread, "start", start)]

    def start_with_context(thread: Thread) -> None:
        # A pool starts its first thread after it took the first call: that call runs
        # in the context of the thread, the later ones in their own.
        _change_pool(undo)
        context, run = copy_context(), thread.run
        vars(thread)["run"] = lambda: context.run(run)
        start(thread)

    setattr(Thread, "start", start_with_context)
    _change_pool(undo)
    try:
        yield
    finally:
        for owner, name, original in undo:
            setattr(owner, name, original)


def _change_pool(undo: list[tuple[type, str, Any]]) -> None:
    module = sys.modules.get(_POOL)
    pool = getattr(module, "ThreadPoolExecutor", None)
    if pool is None or any(owner is pool for owner, _, _ in undo):
        return
    submit = pool.submit

    def submit_with_context(
        self: Any, function: Any, /, *args: Any, **kwargs: Any
    ) -> Any:
        return submit(self, copy_context().run, function, *args, **kwargs)

    undo.append((pool, "submit", submit))
    pool.submit = submit_with_context
