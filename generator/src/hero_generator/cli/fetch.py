"""The command `fetch`."""

from __future__ import annotations

import json
import os
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import click

from hero_generator.changes.report import render_counts, render_text
from hero_generator.cli.options import json_option, specs_option
from hero_generator.cli.outcome import (
    EXIT_PROBLEMS,
    finish,
    show_diagnostics,
    writing,
)
from hero_generator.cli.updates import update_json
from hero_generator.diagnostics import refuses, shown
from hero_generator.fetch.targets import (
    Surroundings,
    Target,
    list_targets,
    target_from,
)
from hero_generator.fetch.update import Cache, FetchStatus, Update, build_update
from hero_generator.fetch.write import write_update
from hero_generator.manifest import MANIFEST_NAME
from hero_generator.release.git import find_revision
from hero_generator.report import Report, ServiceReport, Status
from hero_generator.workspace import Workspace, read_workspace

WORKERS = 8


@click.command()
@click.argument("names", nargs=-1)
@click.option(
    "--all", "every", is_flag=True, help="Fetch from every service that runs."
)
@click.option(
    "--from",
    "source",
    metavar="SOURCE",
    help="Fetch from this socket, URL, file, or command in quotes.",
)
@click.option("--dry-run", is_flag=True, help="Show what would change; write nothing.")
@click.option(
    "--accept-shrink", is_flag=True, help="Take a document that lost half of itself."
)
@click.option(
    "--timeout",
    metavar="SECONDS",
    type=click.FloatRange(min=0.01, max=3600),
    default=10.0,
    show_default=True,
    help="Limit of each request or command.",
)
@specs_option
@json_option
def fetch(
    names: tuple[str, ...],
    every: bool,
    source: str | None,
    dry_run: bool,
    accept_shrink: bool,
    timeout: float,
    specs: Path | None,
    as_json: bool,
) -> None:
    """Fetch the documents of services into the specs folder.

    Of NAMES, or with --all of every service that runs. Services are found in the folders of PATH_SOCKET, HERO_SOCKET_DIR and PATH_ROOT, as
    clients find them. Nothing is written for a service that answers no good document,
    and then it ends with 1.
    """
    _verify_usage(names, every, source)
    workspace = open_specs(specs, as_json)
    seconds = Surroundings(os.environ, os.path.expanduser("~"), timeout)
    if source is not None:
        targets = [target_from(names[0], source, timeout)]
    else:
        targets = list_targets(workspace.services, names, seconds)
    committed, _ = find_revision(workspace.specs, "HEAD")
    known = {service.name: service for service in workspace.services}
    today = date.today().isoformat()
    cache = Cache(workspace.specs, known, committed, today, accept_shrink)
    updates = _fetch_all(cache, targets)
    if not dry_run:
        _write_all(workspace, updates)
    _show(updates, as_json, dry_run)
    if any(update.status is FetchStatus.REFUSED for update in updates):
        raise SystemExit(EXIT_PROBLEMS)


def open_specs(specs: Path | None, as_json: bool) -> Workspace:
    """Return the workspace; a specs folder that is empty yet will do."""
    folder = specs or Path("specs")
    if folder.is_dir() and not (folder / MANIFEST_NAME).exists():
        if specs is not None or not any(folder.iterdir()):
            return Workspace(folder, folder.parent / "generated", ())
    workspace, problems = read_workspace(specs, None, ())
    if workspace is None or refuses(problems, strict=False):
        report = Report((ServiceReport(MANIFEST_NAME, Status.REFUSED, problems),))
        finish(report, as_json)
        raise SystemExit(EXIT_PROBLEMS)
    return workspace


def _verify_usage(names: tuple[str, ...], every: bool, source: str | None) -> None:
    if source is not None and (len(names) != 1 or every):
        raise click.UsageError("--from needs the one NAME that it is fetched for.")
    if bool(names) == every:
        raise click.UsageError("Give the NAMES of services, or --all.")


def _fetch_all(cache: Cache, targets: list[Target]) -> list[Update]:
    with ThreadPoolExecutor(WORKERS) as pool:
        fetched = list(pool.map(lambda target: target.fetch(), targets))
    return [
        build_update(cache, target, one)
        for target, one in zip(targets, fetched, strict=True)
    ]


def _write_all(workspace: Workspace, updates: list[Update]) -> None:
    with writing(workspace.specs):
        for update in updates:
            write_update(workspace.specs, update)


def _show(updates: list[Update], as_json: bool, dry_run: bool) -> None:
    if as_json:
        services = [update_json(update) for update in updates]
        click.echo(json.dumps({"written": not dry_run, "services": services}, indent=2))
        return
    for update in updates:
        _show_update(update)
    if dry_run:
        click.echo("Nothing was written.", err=True)
    elif any(update.files for update in updates):
        text = "Run `hero-generator generate`, and commit specs and packages together."
        click.echo(text, err=True)


def _show_update(update: Update) -> None:
    """Show what came of one service; one that does not run takes a line."""
    head = f"{update.status.value}: {update.name}"
    if update.status is FetchStatus.ABSENT:
        why = "; ".join(shown(problem.message) for problem in update.diagnostics)
        click.echo(f"{head}: {why}", err=True)
        return
    show_diagnostics(update.name, update.diagnostics)
    counts = f": {render_counts(update.changes)}" if update.changes else ""
    version = f", version {update.version}" if update.files else ""
    click.echo(f"{head}{counts}{version}", err=True)
    if update.changes:
        click.echo(render_text(update.changes), nl=False)
