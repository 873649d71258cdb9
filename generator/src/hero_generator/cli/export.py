"""The command `export`."""

from __future__ import annotations

from pathlib import Path

import click

from hero_generator.cli.options import FOLDER, json_option, specs_option
from hero_generator.cli.outcome import find_workspace, finish, writing


@click.command()
@click.argument("names", nargs=-1)
@click.option("--out", type=FOLDER, required=True, help="Folder to write into.")
@click.option("--check", is_flag=True, help="Show what differs; write nothing.")
@specs_option
@json_option
def export(
    names: tuple[str, ...], out: Path, check: bool, specs: Path | None, as_json: bool
) -> None:
    """Write clients as single files without dependencies.

    For all services, or NAMES; DIRECTORY keeps its other files. Names of types and
    methods are those of the packages.

    NAME_client.py needs the standard library only, NAME_interface.py is what a language
    model reads, NAME.hash is the digest of the document. Ends with 1 if a document is
    refused, or with --check if a file differs.
    """
    from hero_generator.flat.publish import publish_exports

    workspace = find_workspace(specs, None, names, as_json)
    with writing(out):
        report = publish_exports(workspace, names, out, write=not check)
    finish(report, as_json, "Run the command again without --check.")
