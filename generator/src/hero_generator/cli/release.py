"""The command `release`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from hero_generator.changes.report import render_counts
from hero_generator.cli.options import json_option, specs_option
from hero_generator.cli.outcome import (
    EXIT_PROBLEMS,
    find_committed,
    find_workspace,
    show_diagnostics,
    writing,
)
from hero_generator.cli.updates import update_json
from hero_generator.fetch.update import FetchStatus, Update
from hero_generator.fetch.write import write_update
from hero_generator.release.bump import build_bump


@click.command()
@click.argument("names", nargs=-1)
@click.option(
    "--against",
    metavar="REV",
    default="HEAD",
    show_default=True,
    help="Git revision that the next version is counted from.",
)
@specs_option
@json_option
def release(
    names: tuple[str, ...], against: str, specs: Path | None, as_json: bool
) -> None:
    """Count up versions and write changelogs after changes by hand.

    Of all services, or NAMES: the next version goes into specs.toml, what changed into
    specs/NAME/CHANGELOG.md. Fetch does this by itself. Ends with 1 if a document cannot
    be read. Before 1.0.0 a breaking change counts up the second number, any other the third.
    """
    workspace = find_workspace(specs, None, names, as_json)
    revision = find_committed(workspace.specs, against, as_json)
    updates = [
        build_bump(workspace.specs, service, revision)
        for service in workspace.services
        if not names or service.name in names
    ]
    with writing(workspace.specs):
        for update in updates:
            write_update(workspace.specs, update)
    _show(updates, as_json)
    if any(update.status is FetchStatus.REFUSED for update in updates):
        raise SystemExit(EXIT_PROBLEMS)


def _show(updates: list[Update], as_json: bool) -> None:
    if as_json:
        entries = [update_json(update) for update in updates]
        click.echo(json.dumps({"services": entries}, indent=2))
        return
    for update in updates:
        show_diagnostics(update.name, update.diagnostics)
        counts = f" ({render_counts(update.changes)})" if update.changes else ""
        status = update.status.value
        click.echo(f"{status}: {update.name} {update.version}{counts}", err=True)
