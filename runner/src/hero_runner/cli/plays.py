"""The command `hero-runner plays`."""

import json
import time
from dataclasses import asdict
from pathlib import Path

import click

from hero_runner.cli.options import home_option, json_option, opened_store
from hero_runner.spans.tree import printable


@click.command()
@click.option("--limit", default=20, show_default=True, type=click.IntRange(min=1))
@home_option
@json_option
def plays(limit: int, home: Path, as_json: bool) -> None:
    """List the newest plays, newest first."""
    from hero_runner.plays.inspecting import list_plays

    with opened_store(home) as connection:
        found = list_plays(connection, home, limit)
    if as_json:
        click.echo(json.dumps([asdict(play) for play in found]))
        return
    for play in found:
        began = time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(play.created))
        job = f"  (job {printable(play.job)})" if play.job else ""
        click.echo(f"{play.id:32}  {began}  {play.status:15}  {play.flow}{job}")
