"""The command `list`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from hero_generator.cli.options import json_option, specs_option
from hero_generator.cli.outcome import find_workspace


@click.command("list")
@specs_option
@json_option
def list_services(specs: Path | None, as_json: bool) -> None:
    """List the services of the manifest."""
    workspace = find_workspace(specs, None, (), as_json)
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
