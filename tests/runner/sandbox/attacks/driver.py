"""Run one script in the sandbox and print what the host knows of it as JSON.

Also run as a program, by another user, to whom all it imports must be readable.
"""

from __future__ import annotations

import json
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import Any

from hero_runner.broker import Broker, Budget, Endpoint, Policy
from hero_runner.sandbox import Environment, Limits, run_script


def run_job(job: dict[str, Any]) -> dict[str, Any]:
    """Run the script of a job, with a broker where the job has a service.

    Return the outcome, and the calls and faults that the broker recorded.
    """
    environment = Environment(
        job["environment"]["key"],
        Path(job["environment"]["folder"]),
        tuple(map(Path, job["environment"]["interpreter_paths"])),
        tuple(map(Path, job["environment"]["hidden_folders"])),
    )
    with ExitStack() as stack:
        broker = _start_broker(job, stack) if job.get("service") else None
        outcome = run_script(
            job["source"],
            environment,
            broker=broker.socket if broker else None,
            limits=Limits(**job.get("limits", {})),
            inputs=job.get("inputs", "").encode(),
        )
        return {
            **asdict(outcome),
            "calls": [asdict(one) for one in broker.calls] if broker else [],
            "faults": list(broker.faults) if broker else [],
            "beyond_budget": broker.beyond_budget if broker else 0,
        }


def run_jobs(jobs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Run jobs at the same time."""
    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run_job, jobs))


def _start_broker(job: dict[str, Any], stack: ExitStack) -> Broker:
    folder = stack.enter_context(tempfile.TemporaryDirectory())
    policy = Policy(
        {"hero_books": frozenset({"book.list", "book.delete"})},
        {"read": "allow", "destructive": "ask"},
        {
            ("hero_books", "book.list"): "read",
            ("hero_books", "book.delete"): "destructive",
        },
        Budget(**job.get("budget", {})),
    )
    endpoint = Endpoint("hero_books", "hero_books_client", job["service"])
    broker = Broker(Path(folder), [endpoint], policy, play="attack")
    return stack.enter_context(broker)


def main() -> None:
    """Run the jobs of each line on the standard input, and print a line for them."""
    for line in sys.stdin:
        sys.stdout.write(json.dumps(run_jobs(json.loads(line))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
