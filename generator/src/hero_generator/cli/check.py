"""The command `check`."""

from __future__ import annotations

from pathlib import Path

import click

from hero_generator.cli.options import (
    jobs_option,
    json_option,
    output_option,
    specs_option,
    strict_option,
)
from hero_generator.cli.outcome import find_workspace, finish, run_pipeline
from hero_generator.pipeline import Options


@click.command()
@click.argument("names", nargs=-1)
@specs_option
@output_option
@jobs_option
@strict_option
@json_option
def check(
    names: tuple[str, ...],
    specs: Path | None,
    output: Path | None,
    jobs: int,
    strict: bool,
    as_json: bool,
) -> None:
    """Show how the packages differ from what the specs give; write nothing."""
    workspace = find_workspace(specs, output, names, as_json)
    options = Options(names, write=False, strict=strict, jobs=jobs)
    finish(run_pipeline(workspace, options, as_json), as_json)
