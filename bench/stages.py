"""Time the stages of the generator in this process; run as a process of its own.

`python -m bench.stages RUNS DOCUMENT...` prints one JSON object per document. The
stages are timed where `make_artifact` calls them, so that what is measured is the real
pipeline. The tools are warm: the first document is made once before anything counts.
"""

from __future__ import annotations

import importlib
import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.documents import service_name
from bench.looseness import Looseness, measure_looseness

STAGES = ("decode", "parse", "plan", "models", "render", "style", "digests")

_PLACES = {
    "decode": ("hero_generator.artifact", "decode_json"),
    "parse": ("hero_generator.artifact", "parse_document"),
    "plan": ("hero_generator.artifact", "build_plan"),
    "models": ("hero_generator.artifact", "build_annotations"),
    "render": ("hero_generator.artifact", "render_artifact"),
    "style": ("hero_generator.render.artifact", "format_module"),
}
"""Where each stage is called from: module and name. Style runs within render."""


class Stopwatch:
    """Take the place of the stages and add up the processor time of each."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.results: dict[str, Any] = {}
        for stage, (module, name) in _PLACES.items():
            owner = importlib.import_module(module)
            setattr(owner, name, self._timed(stage, getattr(owner, name)))

    def clear(self) -> None:
        """Forget what was timed so far."""
        self.seconds = dict.fromkeys(_PLACES, 0.0)
        self.results = {}

    def _timed(self, stage: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*arguments: Any, **named: Any) -> Any:
            start = time.process_time()
            try:
                result = call(*arguments, **named)
            finally:
                self.seconds[stage] += time.process_time() - start
            self.results[stage] = result
            return result

        return timed


def main() -> None:
    """Time the documents that the command line names."""
    start = time.process_time()
    stopwatch = Stopwatch()
    documents = [Path(argument) for argument in sys.argv[2:]]
    _make(stopwatch, documents[0])
    print(json.dumps({"start": time.process_time() - start}), flush=True)
    for document in documents:
        runs = [_make(stopwatch, document) for _ in range(int(sys.argv[1]))]
        print(json.dumps(_row(stopwatch, document, runs)), flush=True)


def _make(stopwatch: Stopwatch, document: Path) -> dict[str, float]:
    """Make one artifact; return the seconds of each stage and of all together."""
    from hero_generator.artifact import make_artifact
    from hero_generator.manifest import build_service
    from hero_generator.read import read_source

    stopwatch.clear()
    source, _ = read_source(document)
    assert source is not None, f"{document} cannot be read"
    service = build_service(service_name(document), document.name)
    start = time.process_time()
    outcome = make_artifact(source, service, {}, strict=False)
    whole = time.process_time() - start
    assert outcome.files is not None, f"{document} is refused"
    seconds = dict(stopwatch.seconds)
    seconds["render"] -= seconds["style"]
    seconds["digests"] = whole - sum(seconds.values())
    return seconds | {"whole": whole}


def _row(
    stopwatch: Stopwatch, document: Path, runs: list[dict[str, float]]
) -> dict[str, object]:
    plan = stopwatch.results["plan"][0]
    loose: Looseness = measure_looseness(plan, stopwatch.results["models"])
    return {
        "name": document.parent.name,
        "methods": len(plan.methods),
        "places": loose.places,
        "wholly": loose.wholly,
        "partly": loose.partly,
        "seconds": {
            stage: statistics.median(run[stage] for run in runs)
            for stage in (*STAGES, "whole")
        },
    }


if __name__ == "__main__":
    main()
