"""The command `hero-runner resume`."""

from pathlib import Path

import click

from hero_runner.cli.options import flows_option, home_option, leave
from hero_runner.plays.playing import Runner


@click.command()
@click.argument("play_id", metavar="PLAY")
@click.option("--answer", help="Answer to what the play asks: JSON, or a text.")
@click.option("--question", help="Name of the question, if there are several.")
@home_option
@flows_option
def resume(
    play_id: str,
    answer: str | None,
    question: str | None,
    home: Path,
    folders: list[Path],
) -> None:
    """Go on with a play that waits or did not come to its end.

    Also with one that was cancelled or failed. Finished steps are not run again. Exit codes are those of `play`.
    """
    leave(Runner(home, folders).resume(play_id, answer, question))
