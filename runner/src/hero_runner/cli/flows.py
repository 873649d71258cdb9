"""The command `hero-runner flows`."""

import json
from pathlib import Path

import click

from hero_runner.cli.options import flows_option, json_option
from hero_runner.library.search import search_flows
from hero_runner.spans.tree import printable


@click.command()
@click.option("--search", default="", help="Words to look for; best fit first.")
@click.option("--limit", default=50, show_default=True, type=click.IntRange(min=1))
@flows_option
@json_option
def flows(search: str, limit: int, folders: list[Path], as_json: bool) -> None:
    """List the flows of the flow folders, without running any."""
    found = search_flows(search, limit, folders)
    if as_json:
        click.echo(
            json.dumps(
                [
                    {
                        "name": entry.name,
                        "description": entry.description,
                        "inputs": entry.parameters,
                        "path": str(entry.path),
                    }
                    for entry in found
                ]
            )
        )
        return
    for entry in found:
        inputs = ", ".join(entry.parameters)
        text = printable(" ".join(entry.description.split()))
        click.echo(f"{entry.name}({inputs})  {text}")
