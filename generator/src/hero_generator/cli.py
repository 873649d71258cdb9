"""The command `hero-generator`: parse options, run the pipeline, show what came of it.

Exit codes: 0 everything is as it should be; 1 a document was refused, or what is on disk
is not what the specs give; 2 wrong usage; 3 the disk failed.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any, NoReturn

import click

from hero_generator import __version__
from hero_generator.diagnostics import Diagnostic, Severity, refuses
from hero_generator.pipeline import Options, run
from hero_generator.report import Report, ServiceReport, Status
from hero_generator.workspace import (
    Workspace,
    find_output,
    read_workspace,
    single_workspace,
)

EXIT_PROBLEMS = 1
EXIT_IO = 3
MAXIMUM_SHOWN = 20
"""Diagnostics of one service that are shown to people."""

_FOLDER = click.Path(file_okay=False, path_type=Path)
_specs_option = click.option(
    "--specs", type=_FOLDER, help="Folder of specs.toml [default: nearest specs/]."
)
_json_option = click.option(
    "--json", "as_json", is_flag=True, help="Print the outcome as JSON."
)
_strict_option = click.option(
    "--strict", is_flag=True, help="Refuse documents with warnings too."
)
_jobs_option = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=lambda: (
        len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 2
    ),
    show_default="number of processors",
    help="Worker processes.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="hero-generator")
def cli() -> None:
    """Turn cached OpenRPC documents into typed Python clients."""


@cli.command()
@click.argument("names", nargs=-1)
@_specs_option
@click.option(
    "--output", type=_FOLDER, help="Folder for packages [default: generated/]."
)
@click.option(
    "--document",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Generate from this file, without a manifest.",
)
@click.option("--name", help="Name of the service of --document.")
@click.option(
    "--out", type=_FOLDER, help="Folder to write NAME/ into, with --document."
)
@click.option("--no-verify", is_flag=True, help="Skip the type check of what changed.")
@_jobs_option
@_strict_option
@_json_option
def generate(
    names: tuple[str, ...],
    specs: Path | None,
    output: Path | None,
    document: Path | None,
    name: str | None,
    out: Path | None,
    no_verify: bool,
    jobs: int,
    strict: bool,
    as_json: bool,
) -> None:
    """Write the packages of all services, or of NAMES, where their inputs changed."""
    if document is not None:
        if specs is not None:
            raise click.UsageError("--specs does not go with --document.")
        workspace = _single(names, document, name, out or output)
    else:
        if name or out:
            raise click.UsageError("--name and --out go with --document.")
        workspace = _workspace(specs, output, names, as_json)
    options = Options(names, strict=strict, verify=not no_verify, jobs=jobs)
    _finish(_run(workspace, options, as_json), as_json)


@cli.command()
@click.argument("names", nargs=-1)
@_specs_option
@click.option(
    "--output", type=_FOLDER, help="Folder of packages [default: generated/]."
)
@_jobs_option
@_strict_option
@_json_option
def check(
    names: tuple[str, ...],
    specs: Path | None,
    output: Path | None,
    jobs: int,
    strict: bool,
    as_json: bool,
) -> None:
    """Show how the packages differ from what the specs give; write nothing."""
    workspace = _workspace(specs, output, names, as_json)
    options = Options(names, write=False, strict=strict, jobs=jobs)
    _finish(_run(workspace, options, as_json), as_json)


@cli.command("list")
@_specs_option
@_json_option
def list_services(specs: Path | None, as_json: bool) -> None:
    """List the services of the manifest."""
    workspace = _workspace(specs, None, (), as_json)
    if as_json:
        entries = [
            {
                "name": s.name,
                "package": s.package,
                "origin": s.origin,
                "version": s.version,
            }
            for s in workspace.services
        ]
        click.echo(json.dumps(entries, indent=2))
        return
    for service in workspace.services:
        click.echo(
            f"{service.name:24} {service.package:32} {service.version:10} {service.origin}"
        )


@cli.command("interface")
@click.argument("name")
@click.option(
    "--methods", "one_method", multiple=True, help="Show this method; then more names."
)
@click.argument("more_methods", nargs=-1)
@click.option("--search", default="", help="Show the methods that answer this text.")
@click.option(
    "--budget", type=click.IntRange(min=1), help="Show no more tokens than about this."
)
@click.option(
    "--output", type=_FOLDER, help="Folder of packages [default: generated/]."
)
def show_interface(
    name: str,
    one_method: tuple[str, ...],
    more_methods: tuple[str, ...],
    search: str,
    budget: int | None,
    output: Path | None,
) -> None:
    """Print the interface of a service, or a part of it that is a valid stub.

    NAME is a service, an installed package, or the path of an interface.pyi.
    """
    from hero_generator.interfaces import Request, answer_request, find_interface

    if more_methods and not one_method:
        raise click.UsageError("Names of methods go behind --methods.")
    found = find_interface(name, output or find_output())
    if isinstance(found, str):
        _refuse(found)
    answer = answer_request(found, Request(one_method + more_methods, search, budget))
    if answer.problem:
        _refuse(answer.problem)
    click.echo(answer.text, nl=False)


def _refuse(problem: str) -> NoReturn:
    for line in problem.splitlines():
        click.echo(f"error: {line}", err=True)
    raise SystemExit(EXIT_PROBLEMS)


def _single(
    names: tuple[str, ...], document: Path, name: str | None, output: Path | None
) -> Workspace:
    if names:
        raise click.UsageError("--document takes its name from --name.")
    if name is None or output is None:
        raise click.UsageError("--document needs --name NAME and --out DIR.")
    usable = name.replace("-", "").replace("_", "").isalnum() and name.isascii()
    if not usable or not name[0].isalpha():
        raise click.BadParameter(
            f"{name!r} cannot name a package: use letters, digits, '-' and '_', a "
            "letter first.",
            param_hint="--name",
        )
    return single_workspace(document, name, output)


def _workspace(
    specs: Path | None, output: Path | None, names: tuple[str, ...], as_json: bool
) -> Workspace:
    workspace, problems = read_workspace(specs, output, names)
    if workspace is None or refuses(problems, strict=False):
        report = Report((ServiceReport("specs.toml", Status.REFUSED, problems),))
        _finish(report, as_json)
        raise SystemExit(EXIT_PROBLEMS)
    return workspace


def _run(workspace: Workspace, options: Options, as_json: bool) -> Report:
    count = len(options.names or workspace.services)
    hidden = as_json or not sys.stderr.isatty()
    try:
        with click.progressbar(
            length=count, label="services", file=sys.stderr, hidden=hidden
        ) as bar:
            return run(workspace, options, lambda _: bar.update(1))
    except OSError as problem:
        place = problem.filename or workspace.output
        click.echo(f"error[io] {place}: {problem.strerror or problem}", err=True)
        click.echo(
            "  Nothing was left half-written; free the disk or the path.", err=True
        )
        raise SystemExit(EXIT_IO) from None


def _finish(report: Report, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(_as_json(report), indent=2))
    else:
        _show(report)
    if not report.is_clean:
        raise SystemExit(EXIT_PROBLEMS)


def _show(report: Report) -> None:
    for service in report.services:
        _show_diagnostics(service)
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
    if counts[Status.DIFFERS]:
        click.echo("Run `hero-generator generate` and commit what it writes.", err=True)


def _show_diagnostics(service: ServiceReport) -> None:
    """Show errors first, and of warnings no more than anybody would read."""
    shown = [d for d in service.diagnostics if d.severity is not Severity.NOTE]
    shown.sort(key=lambda diagnostic: diagnostic.severity is not Severity.ERROR)
    for diagnostic in shown[:MAXIMUM_SHOWN]:
        click.echo(f"{service.name}: {diagnostic}", err=True)
    if len(shown) > MAXIMUM_SHOWN:
        rest = len(shown) - MAXIMUM_SHOWN
        click.echo(f"{service.name}: … and {rest} more; --json has them all", err=True)


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
                "diagnostics": [_diagnostic_json(d) for d in service.diagnostics],
            }
            for service in report.services
        ],
    }


def _diagnostic_json(diagnostic: Diagnostic) -> dict[str, str]:
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "file": diagnostic.file,
        "pointer": diagnostic.pointer,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
    }


def main() -> None:
    """Run the command."""
    cli()
