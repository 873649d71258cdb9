"""The command `hero-runner rerun`."""

from pathlib import Path

import click

from hero_runner.cli.options import flows_option, home_option, leave
from hero_runner.plays.playing import Runner, new_play_id


@click.command()
@click.argument("play_id", metavar="PLAY")
@click.option("--id", "new_id", help="Id of the new play.")
@home_option
@flows_option
def rerun(play_id: str, new_id: str | None, home: Path, folders: list[Path]) -> None:
    """Play the flow of a play again, with the same inputs.

    The flow is played as it is now. Exit codes are those of `play`.
    """
    chosen = new_id or new_play_id()
    if new_id is None:
        click.echo(f"hero-runner: play {chosen}", err=True)
    leave(Runner(home, folders).rerun(play_id, chosen))
