"""The options that several commands have, and how an outcome leaves the process."""

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NoReturn

import click

from hero_runner.conventions import EXIT_USAGE
from hero_runner.library.find import list_folders
from hero_runner.plays.outcome import Outcome
from hero_runner.store.connection import StoreError, explain, open_store
from hero_runner.store.home import find_home, store_path
from hero_runner.store.plays import Play

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


@contextmanager
def opened_store(home: Path) -> Iterator[sqlite3.Connection]:
    """Open the store of a home for a command; ends it with what is wrong, if any."""
    path = store_path(home)
    try:
        with closing(open_store(path, must_exist=True)) as connection:
            yield connection
    except StoreError as error:
        fail(str(error))
    except sqlite3.Error as error:
        fail(explain(path, error))


def find_known_play(connection: sqlite3.Connection, home: Path, play: str) -> Play:
    """Return a play, or end the command if the store has none of that id."""
    from hero_runner.plays.inspecting import find_play

    found = find_play(connection, home, play)
    if found is None:
        fail(f"no play {play}: hero-runner plays lists them")
    return found


def fail(message: str) -> NoReturn:
    """End a command that cannot do what it was asked."""
    click.echo(f"hero-runner: {message}", err=True)
    sys.exit(EXIT_USAGE)


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
