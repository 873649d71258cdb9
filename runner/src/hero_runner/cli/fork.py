"""The command `hero-runner fork`."""

from pathlib import Path

import click

from hero_runner.cli.options import flows_option, home_option, leave
from hero_runner.plays.playing import Runner, new_play_id


@click.command()
@click.argument("play_id", metavar="PLAY")
@click.option("--from", "step", required=True, help="Key of the step to begin with.")
@click.option("--id", "new_id", help="Id of the new play.")
@home_option
@flows_option
def fork(
    play_id: str, step: str, new_id: str | None, home: Path, folders: list[Path]
) -> None:
    """Play a flow again, from a finished step of a play.

    The flow is played as it is now. What finished before that step is not run again. Exit codes are those of `play`.
    """
    chosen = new_id or new_play_id()
    if new_id is None:
        click.echo(f"hero-runner: play {chosen}", err=True)
    leave(Runner(home, folders).fork(play_id, step, chosen))
