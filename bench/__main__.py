"""Run benchmarks by name: figures to stdout, progress to stderr."""

from __future__ import annotations

import argparse
import importlib
import json
import os
import platform
import sys
from pathlib import Path

from bench.documents import Skipped
from bench.measure import CommandFailed
from bench.progress import show
from bench.report import Report, render_report, report_values
from bench.settings import Settings

BENCHMARKS = {
    "noop": "generate with nothing changed",
    "cold": "one document cold, beside openrpcclientgenerator",
    "corpus": "all documents: cold, one changed, mypy, stages, loose types",
    "client": "a generated client: import, first answer, memory",
    "calls": "calls of a generated client beside http.client, httpx, aiohttp, a peer",
    "tokens": "what a language model reads of each document, in four forms",
    "gate": "a script of fifty lines: the gate, beside mypy and pyright",
}


def main() -> int:
    """Run what the command line names; return the exit code."""
    arguments = _parse_arguments()
    settings = Settings(arguments.runs, arguments.all)
    print(machine_line(), flush=True)
    values: dict[str, object] = {"machine": machine_line()}
    code = 0
    for name in arguments.names or BENCHMARKS:
        show(name)
        try:
            report: Report = importlib.import_module(f"bench.{name}").run(settings)
        except Skipped as reason:
            report = Report((), (f"skipped: {reason}",))
        except CommandFailed as problem:
            report = Report((), (f"failed: {problem}",))
            code = 1
        heading = f"{name}: {BENCHMARKS[name]}"
        print(f"\n== {heading}\n\n{render_report(report)}", flush=True)
        values[name] = report_values(report)
    print(f"\n{load_line()}", flush=True)
    if arguments.json is not None:
        arguments.json.write_text(json.dumps(values, indent=2) + "\n", "utf-8")
    return code


def machine_line() -> str:
    """Describe the machine without naming it, and how busy it is."""
    count = os.cpu_count() or 1
    if hasattr(os, "sched_getaffinity"):
        count = len(os.sched_getaffinity(0))
    python = f"{platform.python_implementation()} {platform.python_version()}"
    system = f"{platform.system()} {platform.machine()}"
    return f"{count} cores, {python}, {system}; {load_line()}"


def load_line() -> str:
    """Tell how many processes wanted to run in the last minute, ours included."""
    return f"load average {os.getloadavg()[0]:.1f}"


def _parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench",
        description="; ".join(f"{n}: {text}" for n, text in BENCHMARKS.items()),
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help="all by default")
    parser.add_argument("--all", action="store_true", help="no samples")
    parser.add_argument("--runs", type=int, default=5, help="runs a median is of")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures")
    arguments = parser.parse_args()
    unknown = [name for name in arguments.names if name not in BENCHMARKS]
    if unknown:
        parser.error(f"no benchmark {unknown[0]!r}: there are {', '.join(BENCHMARKS)}")
    if arguments.runs < 1:
        parser.error("--runs must be at least 1")
    return arguments


if __name__ == "__main__":
    sys.exit(main())
