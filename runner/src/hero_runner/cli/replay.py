"""The command `hero-runner replay`."""

import os
import sys
from pathlib import Path

import click

from hero_runner.cli.options import fail, find_known_play, home_option, opened_store
from hero_runner.conventions import EXIT_FAILED


@click.command()
@click.argument("play_id", metavar="PLAY")
@home_option
def replay(play_id: str, home: Path) -> None:
    """Do a play of the agent again, offline, and compare.

    Language models and services answer as they did; the gate and the scripts run
    anew. Exit codes: 0 the result is the same, 1 something differs, 2 there is no
    such play or recording.
    """
    from hero_runner.agent.playing import RECORDING
    from hero_runner.agent.recording import NotARecording
    from hero_runner.agent.replaying import replay_play
    from hero_runner.agent.settings import WrongSettings, read_settings
    from hero_runner.store.home import play_folder

    with opened_store(home) as connection:
        play = find_known_play(connection, home, play_id)
    recording = play_folder(home, play_id) / RECORDING
    if play.output is None or not recording.exists():
        fail(f"play {play_id} is no play of the agent that came to an end")
    try:
        outcome = replay_play(recording, play.output, read_settings(os.environ), home)
    except (NotARecording, WrongSettings) as error:
        fail(str(error))
    click.echo(outcome.message)
    if not outcome.is_same:
        sys.exit(EXIT_FAILED)
