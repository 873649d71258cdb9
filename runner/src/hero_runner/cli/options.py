"""The options that several commands have, and how an outcome leaves the process."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from hero_runner.library.find import list_folders
from hero_runner.plays.outcome import Outcome
from hero_runner.store.home import find_home

FunctionT = TypeVar("FunctionT", bound=Callable[..., Any])

_FOLDER = click.Path(file_okay=False, path_type=Path)

home_option = click.option(
    "--home",
    type=_FOLDER,
    callback=lambda context, parameter, value: find_home(os.environ, value),
    help="Folder of the runner [default: HERO_RUNNER_HOME, or below PATH_ROOT].",
)
flows_option = click.option(
    "--flows",
    "folders",
    type=_FOLDER,
    multiple=True,
    callback=lambda context, parameter, value: list_folders(os.environ, value),
    help="Folder with flows, repeatable [default: HERO_FLOWS, or ./flows].",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def leave(outcome: Outcome | None) -> None:
    """Print an outcome and end: JSON to stdout, all else to stderr.

    The process of a flow has no outcome to print, and just ends.
    """
    if outcome is None:
        return
    if outcome.message:
        click.echo(f"hero-runner: {outcome.message}", err=True)
    if outcome.output is not None:
        click.echo(outcome.output)
    sys.exit(outcome.exit_code)
