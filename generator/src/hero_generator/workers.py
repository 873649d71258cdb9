"""Make artifacts in worker processes that share one warm start."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor, as_completed

from hero_generator.artifact import Outcome, make_artifact
from hero_generator.diagnostics import error
from hero_generator.manifest import Service
from hero_generator.read import Source

Task = tuple[Source, Service, Mapping[str, Mapping[str, str]]]


def make_one(task: Task, *, strict: bool) -> Outcome:
    """Make one artifact; a bug of ours concerns its document alone, as a diagnostic."""
    source, service, locked = task
    try:
        return make_artifact(source, service, locked, strict=strict)
    except Exception as problem:
        message = f"generation failed: {type(problem).__name__}: {problem}"
        hint = "This is a bug of hero-generator: report it with the document."
        file = service.document.rpartition("/")[2]
        return Outcome(None, (error("internal", file, "", message, hint),))


def make_all(
    tasks: Mapping[str, Task], *, strict: bool, jobs: int
) -> Iterator[tuple[str, Outcome]]:
    """Yield the outcome of every task as it is done, the largest started first."""
    ordered = sorted(tasks, key=lambda name: -len(tasks[name][0].document))
    if jobs <= 1 or len(ordered) <= 1:
        for name in ordered:
            yield name, make_one(tasks[name], strict=strict)
        return
    # Forked workers have every tool imported already; elsewhere each imports its own.
    method = "fork" if sys.platform == "linux" else "spawn"
    context = multiprocessing.get_context(method)
    with ProcessPoolExecutor(min(jobs, len(ordered)), mp_context=context) as pool:
        futures = {
            pool.submit(make_one, tasks[name], strict=strict): name for name in ordered
        }
        for future in as_completed(futures):
            yield futures[future], future.result()
