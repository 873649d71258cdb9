"""The command `export`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from hero_generator.cli.options import FOLDER, json_option, specs_option
from hero_generator.cli.outcome import (
    EXIT_IO,
    EXIT_PROBLEMS,
    diagnostic_json,
    find_workspace,
    show_diagnostics,
)
from hero_generator.report import Report, Status


@click.command()
@click.argument("names", nargs=-1)
@click.option("--out", type=FOLDER, required=True, help="Folder to write into.")
@click.option("--check", is_flag=True, help="Show what differs; write nothing.")
@specs_option
@json_option
def export(
    names: tuple[str, ...], out: Path, check: bool, specs: Path | None, as_json: bool
) -> None:
    """Write all services, or NAMES, as single files without dependencies.

    NAME_client.py needs the standard library only, NAME_interface.py is what a language
    model reads, NAME.hash is the digest of the document.
    """
    from hero_generator.flat.publish import publish_exports

    workspace = find_workspace(specs, None, names, as_json)
    try:
        report = publish_exports(workspace, names, out, write=not check)
    except OSError as problem:
        place = problem.filename or out
        click.echo(f"error[io] {place}: {problem.strerror or problem}", err=True)
        click.echo("  Free the disk or the path, and run this again.", err=True)
        raise SystemExit(EXIT_IO) from None
    if as_json:
        click.echo(json.dumps(_as_json(report), indent=2))
    else:
        _show(report)
    if not report.is_clean:
        raise SystemExit(EXIT_PROBLEMS)


def _show(report: Report) -> None:
    for service in report.services:
        show_diagnostics(service.name, service.diagnostics)
        if service.status is Status.DIFFERS:
            click.echo(service.difference, nl=False)
        click.echo(f"{service.status.value}: {service.name}", err=True)
    if any(service.status is Status.DIFFERS for service in report.services):
        click.echo("Run the command again without --check.", err=True)


def _as_json(report: Report) -> dict[str, object]:
    services = [
        {
            "name": service.name,
            "status": service.status.value,
            "changed": list(service.changed),
            "difference": service.difference,
            "diagnostics": [diagnostic_json(d) for d in service.diagnostics],
        }
        for service in report.services
    ]
    return {"clean": report.is_clean, "services": services}
