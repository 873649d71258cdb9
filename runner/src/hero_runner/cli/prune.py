"""The command `hero-runner prune`."""

import re
from pathlib import Path

import click

from hero_runner.cli.options import home_option, opened_store

_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}


@click.command()
@click.option(
    "--older-than", required=True, help="Age, such as 90s, 15m, 12h, 30d or 8w."
)
@home_option
def prune(older_than: str, home: Path) -> None:
    """Delete plays that ended long ago, with spans and files."""
    from hero_runner.store.retention import prune_plays

    found = re.fullmatch(r"(\d{1,6})([smhdw])", older_than)
    if found is None:
        raise click.UsageError(f"--older-than {older_than}: write an age such as 30d")
    seconds = int(found[1]) * _SECONDS[found[2]]
    with opened_store(home) as connection:
        number = prune_plays(connection, home, seconds)
    click.echo(f"hero-runner: deleted {number} plays", err=True)
