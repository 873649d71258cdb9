"""The command `hero-runner adopt`."""

from pathlib import Path

import click

from hero_runner.cli.database import known_database
from hero_runner.cli.options import fail, home_option
from hero_runner.engines.lock import find_owner
from hero_runner.store.home import is_play_id, worker_folder


@click.command()
@click.argument("owner")
@home_option
def adopt(owner: str, home: Path) -> None:
    """Let other workers go on with the plays of one that died.

    OWNER is the name of the worker. Prints their ids. Finished steps are not run again. Should the worker live after
    all, it stops each of them at its next step.
    """
    if not is_play_id(owner):
        fail(f"{owner!r} is no name of a worker")
    process = find_owner(worker_folder(home, owner))
    if process is not None:
        fail(f"the worker {owner} runs in process {process} here: end it first")
    with known_database() as database:
        from hero_runner.engines.dbos.control import adopt_plays

        adopted = adopt_plays(database, owner)
    for play in adopted.plays:
        click.echo(play)
    for play in adopted.own:
        click.echo(
            f"hero-runner: play {play} is of no queue: go on with it by the command "
            "that began it",
            err=True,
        )
    click.echo(f"hero-runner: {len(adopted.plays)} plays adopted", err=True)
