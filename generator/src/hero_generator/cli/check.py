"""The command `check`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from hero_generator.cli.options import (
    jobs_option,
    json_option,
    output_option,
    specs_option,
    strict_option,
)
from hero_generator.cli.outcome import (
    find_committed,
    find_workspace,
    finish,
    run_pipeline,
)
from hero_generator.pipeline import Options
from hero_generator.report import Report, Status
from hero_generator.workspace import Workspace


@click.command()
@click.argument("names", nargs=-1)
@specs_option
@output_option
@click.option(
    "--against",
    metavar="REV",
    help="Refuse a breaking change since this git revision without a new version.",
)
@jobs_option
@strict_option
@json_option
def check(
    names: tuple[str, ...],
    specs: Path | None,
    output: Path | None,
    against: str | None,
    jobs: int,
    strict: bool,
    as_json: bool,
) -> None:
    """Compare the packages with what the specs give; write nothing.

    Shows how all packages, or those of NAMES, differ. Ends with 1 if one does, or if a
    document is refused.
    """
    workspace = find_workspace(specs, output, names, as_json)
    options = Options(names, write=False, strict=strict, jobs=jobs)
    report = run_pipeline(workspace, options, as_json)
    if against is not None:
        report = _add_bumps(workspace, report, against, as_json)
    finish(report, as_json)


def _add_bumps(
    workspace: Workspace, report: Report, against: str, as_json: bool
) -> Report:
    """Add breaking changes that the version of a package does not tell of."""
    from hero_generator.release.bump import verify_bump

    revision = find_committed(workspace.specs, against, as_json)
    services = {service.name: service for service in workspace.services}
    found = []
    for one in report.services:
        service = services.get(one.name)
        if service is None:
            found.append(one)
            continue
        problems = verify_bump(workspace.specs, service, revision)
        status = Status.REFUSED if problems else one.status
        diagnostics = (*one.diagnostics, *problems)
        found.append(replace(one, status=status, diagnostics=diagnostics))
    return Report(tuple(found))
