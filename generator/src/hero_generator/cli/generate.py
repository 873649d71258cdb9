"""The command `generate`."""

from __future__ import annotations

from pathlib import Path

import click

from hero_generator.cli.options import (
    FOLDER,
    jobs_option,
    json_option,
    output_option,
    specs_option,
    strict_option,
)
from hero_generator.cli.outcome import find_workspace, finish, run_pipeline
from hero_generator.pipeline import Options
from hero_generator.workspace import Workspace, single_workspace


@click.command()
@click.argument("names", nargs=-1)
@specs_option
@output_option
@click.option(
    "--document",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Generate from this file, without a manifest.",
)
@click.option("--name", help="Name of the service of --document.")
@click.option("--out", type=FOLDER, help="Folder to write NAME/ into, with --document.")
@click.option("--no-verify", is_flag=True, help="Skip the type check of what changed.")
@jobs_option
@strict_option
@json_option
def generate(
    names: tuple[str, ...],
    specs: Path | None,
    output: Path | None,
    document: Path | None,
    name: str | None,
    out: Path | None,
    no_verify: bool,
    jobs: int,
    strict: bool,
    as_json: bool,
) -> None:
    """Write the packages whose inputs changed.

    Of all services, or of NAMES. A package is replaced as a whole and only if its types
    check; one of a refused document stays as it was, and then it ends with 1.
    """
    if document is not None:
        if specs is not None:
            raise click.UsageError("--specs does not go with --document.")
        workspace = _single(names, document, name, out or output)
    else:
        if name or out:
            raise click.UsageError("--name and --out go with --document.")
        workspace = find_workspace(specs, output, names, as_json)
    options = Options(names, strict=strict, verify=not no_verify, jobs=jobs)
    finish(run_pipeline(workspace, options, as_json), as_json)


def _single(
    names: tuple[str, ...], document: Path, name: str | None, output: Path | None
) -> Workspace:
    if names:
        raise click.UsageError("--document takes its name from --name.")
    if name is None or output is None:
        raise click.UsageError("--document needs --name NAME and --out DIR.")
    usable = name.replace("-", "").replace("_", "").isalnum() and name.isascii()
    if not usable or not name[0].isalpha():
        raise click.BadParameter(
            f"{name!r} cannot name a package: use letters, digits, '-' and '_', a "
            "letter first.",
            param_hint="--name",
        )
    return single_workspace(document, name, output)
