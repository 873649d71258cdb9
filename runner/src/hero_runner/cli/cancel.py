"""The command `hero-runner cancel`."""

import os
from pathlib import Path

import click

from hero_runner.cli.options import (
    fail,
    find_known_play,
    home_option,
    opened_store,
)
from hero_runner.engines.choice import choose_engine
from hero_runner.engines.local import LocalEngine
from hero_runner.store.connection import StoreError, transaction
from hero_runner.store.plays import change_play


@click.command()
@click.argument("play_id", metavar="PLAY")
@home_option
def cancel(play_id: str, home: Path) -> None:
    """Ask a play to stop.

    It does at its next step, or is ended after 5 seconds. With the engine dbos also one that waits in a queue or runs on another machine.
    """
    if _cancel_elsewhere(home, play_id):
        click.echo(f"hero-runner: play {play_id} was asked to stop", err=True)
        return
    with opened_store(home) as connection:
        play = find_known_play(connection, home, play_id)
        if play.status == "running" and LocalEngine(home).cancel(play_id):
            click.echo(f"hero-runner: play {play_id} was asked to stop", err=True)
            return
        if play.status in ("success", "failed", "cancelled", "refused"):
            fail(f"play {play_id} does not run: {play.status}")
        with transaction(connection):
            change_play(connection, play_id, status="cancelled")
    click.echo(f"hero-runner: play {play_id} is cancelled", err=True)


def _cancel_elsewhere(home: Path, play: str) -> bool:
    """Ask an engine that knows other machines; False if the play is only here."""
    try:
        engine = choose_engine(home, os.environ)
        return "queue" in engine.capabilities and engine.cancel(play)
    except StoreError as error:
        fail(str(error))
