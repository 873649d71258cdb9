"""The command `status`."""

from __future__ import annotations

import json
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path

import click

from hero_generator.cli.options import json_option, output_option, specs_option
from hero_generator.cli.outcome import EXIT_PROBLEMS, find_workspace
from hero_generator.manifest import Service
from hero_generator.status import NONE, ServiceStatus, read_status

SECONDS = 2.0
"""Limit of asking one live service: a status that waits is of no use."""
WORKERS = 8
COLUMNS = ("installed", "committed", "cached", "live")
SHOWN = 12
"""Hexadecimal digits of a digest that people are shown."""


@click.command()
@click.argument("names", nargs=-1)
@specs_option
@output_option
@click.option("--offline", is_flag=True, help="Do not ask running services.")
@json_option
def status(
    names: tuple[str, ...],
    specs: Path | None,
    output: Path | None,
    offline: bool,
    as_json: bool,
) -> None:
    """Compare installed, committed, cached and live documents.

    Shows their digests for all services, or NAMES, and what to do. Ends with 1 if there
    is something to do.
    """
    workspace = find_workspace(specs, output, names, as_json)
    chosen = [s for s in workspace.services if not names or s.name in names]
    live = {} if offline else _fetch_live(chosen)
    found = read_status(workspace, chosen, live)
    if as_json:
        click.echo(json.dumps([asdict(one) for one in found], indent=2))
    else:
        _show(found, offline)
    if any(one.actions for one in found):
        raise SystemExit(EXIT_PROBLEMS)


def _fetch_live(services: list[Service]) -> dict[str, bytes]:
    """Ask the running services for their documents, all at once."""
    from hero_generator.fetch.live import fetch_live

    home = os.path.expanduser("~")
    with ThreadPoolExecutor(WORKERS) as pool:
        answers = pool.map(
            lambda service: fetch_live(service, os.environ, home, SECONDS), services
        )
        return {
            service.name: data
            for service, data in zip(services, answers, strict=True)
            if data is not None
        }


def _show(found: list[ServiceStatus], offline: bool) -> None:
    width = max((len(one.name) for one in found), default=0)
    click.echo(f"{'':{width}}  " + "  ".join(f"{c:{SHOWN}}" for c in COLUMNS).rstrip())
    for one in found:
        digests = [_short(getattr(one, column)) for column in COLUMNS]
        if offline:
            digests[-1] = "not asked"
        click.echo(
            f"{one.name:{width}}  "
            + "  ".join(f"{d:{SHOWN}}" for d in digests).rstrip()
        )
        for action in one.actions:
            click.echo(f"{'':{width}}  → {action}")


def _short(digest: str) -> str:
    return "–" if digest == NONE else digest.removeprefix("sha256:")[:SHOWN]
