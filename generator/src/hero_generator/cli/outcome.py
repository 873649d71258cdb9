"""Run the pipeline for a command, and show what came of it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hero_generator.diagnostics import Diagnostic, Severity, refuses
from hero_generator.pipeline import Options, run
from hero_generator.report import Report, ServiceReport, Status
from hero_generator.workspace import Workspace, read_workspace

if TYPE_CHECKING:
    from hero_generator.release.git import Revision

EXIT_PROBLEMS = 1
EXIT_IO = 3
REMEDY = "Run `hero-generator generate` and commit what it writes."
MAXIMUM_SHOWN = 20
"""Diagnostics of one service that are shown to people."""


def find_workspace(
    specs: Path | None, output: Path | None, names: tuple[str, ...], as_json: bool
) -> Workspace:
    """Return the workspace; show what is wrong with its manifest and exit."""
    workspace, problems = read_workspace(specs, output, names)
    if workspace is None or refuses(problems, strict=False):
        report = Report((ServiceReport("specs.toml", Status.REFUSED, problems),))
        finish(report, as_json)
        raise SystemExit(EXIT_PROBLEMS)
    return workspace


def find_committed(specs: Path, name: str, as_json: bool) -> Revision:
    """Return a git revision of the specs; show why there is none and exit."""
    from hero_generator.release.git import find_revision

    revision, problems = find_revision(specs, name)
    if revision is None:
        finish(Report((ServiceReport("git", Status.REFUSED, problems),)), as_json)
        raise SystemExit(EXIT_PROBLEMS)
    return revision


@contextmanager
def writing(place: Path) -> Iterator[None]:
    """Exit with a code of its own if the disk fails."""
    try:
        yield
    except OSError as problem:
        place = Path(problem.filename or place)
        click.echo(f"error[io] {place}: {problem.strerror or problem}", err=True)
        click.echo(
            "  Nothing was left half-written; free the disk or the path.", err=True
        )
        raise SystemExit(EXIT_IO) from None


def run_pipeline(workspace: Workspace, options: Options, as_json: bool) -> Report:
    """Run the pipeline behind a progress bar; exit if the disk fails."""
    count = len(options.names or workspace.services)
    hidden = as_json or not sys.stderr.isatty()
    with (
        writing(workspace.output),
        click.progressbar(
            length=count, label="services", file=sys.stderr, hidden=hidden
        ) as bar,
    ):
        return run(workspace, options, lambda _: bar.update(1))


def finish(report: Report, as_json: bool, remedy: str = REMEDY) -> None:
    """Show a report; exit with a code of its own unless all is as it should be.

    The remedy is what to do about what differs.
    """
    if as_json:
        click.echo(json.dumps(_as_json(report), indent=2))
    else:
        _show(report, remedy)
    if not report.is_clean:
        raise SystemExit(EXIT_PROBLEMS)


def _show(report: Report, remedy: str) -> None:
    for service in report.services:
        show_diagnostics(service.name, service.diagnostics)
        if service.findings:
            click.echo(f"{service.name}: the type checker found:", err=True)
            click.echo(service.findings, err=True)
        if service.status is Status.DIFFERS:
            click.echo(service.difference, nl=False)
        if service.status is not Status.UNCHANGED:
            click.echo(f"{service.status.value}: {service.name}", err=True)
    counts = {status: 0 for status in Status}
    for service in report.services:
        counts[service.status] += 1
    shown = [f"{n} {status.value}" for status, n in counts.items() if n]
    click.echo(", ".join(shown) or "no services", err=True)
    for name in _same_versions(report):
        text = f"{name}: the interface changed and the version did not;"
        click.echo(f"{text} run `hero-generator release {name}`.", err=True)
    if counts[Status.DIFFERS]:
        click.echo(remedy, err=True)


def _same_versions(report: Report) -> list[str]:
    """Return the services whose package changed under the version it has."""
    return [
        service.name
        for service in report.services
        if any(one.code == "version-unchanged" for one in service.diagnostics)
    ]


def show_diagnostics(name: str, diagnostics: Sequence[Diagnostic]) -> None:
    """Show errors first, and of warnings no more than anybody would read."""
    shown = [d for d in diagnostics if d.severity is not Severity.NOTE]
    shown.sort(key=lambda diagnostic: diagnostic.severity is not Severity.ERROR)
    for diagnostic in shown[:MAXIMUM_SHOWN]:
        click.echo(f"{name}: {diagnostic}", err=True)
    if len(shown) > MAXIMUM_SHOWN:
        rest = len(shown) - MAXIMUM_SHOWN
        click.echo(f"{name}: … and {rest} more; --json has them all", err=True)


def _as_json(report: Report) -> dict[str, Any]:
    return {
        "clean": report.is_clean,
        "services": [
            {
                "name": service.name,
                "status": service.status.value,
                "changed": list(service.changed),
                "difference": service.difference,
                "findings": service.findings,
                "diagnostics": [diagnostic_json(d) for d in service.diagnostics],
            }
            for service in report.services
        ],
    }


def diagnostic_json(diagnostic: Diagnostic) -> dict[str, str]:
    """Return a diagnostic as a JSON value."""
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "file": diagnostic.file,
        "pointer": diagnostic.pointer,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
    }
