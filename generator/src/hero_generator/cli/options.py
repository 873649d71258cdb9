"""Declare the options that several commands take."""

from __future__ import annotations

import os
from pathlib import Path

import click

FOLDER = click.Path(file_okay=False, path_type=Path)

specs_option = click.option(
    "--specs", type=FOLDER, help="Folder of specs.toml [default: nearest specs/]."
)
output_option = click.option(
    "--output", type=FOLDER, help="Folder of packages [default: generated/]."
)
json_option = click.option(
    "--json", "as_json", is_flag=True, help="Print the outcome as JSON."
)
strict_option = click.option(
    "--strict", is_flag=True, help="Refuse documents with warnings too."
)
jobs_option = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    default=lambda: (
        len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 2
    ),
    show_default="number of processors",
    help="Worker processes.",
)
