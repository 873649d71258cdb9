"""The command `hero-runner submit`."""

from pathlib import Path

import click

from hero_runner.cli.database import known_database, queue_option
from hero_runner.cli.options import fail, flows_option
from hero_runner.cli.play import read_inputs
from hero_runner.library.find import NoSuchFlow, find_flow
from hero_runner.plays.playing import new_play_id
from hero_runner.plays.starting import Inputs, WrongPlay, read_flow
from hero_runner.store.home import is_play_id


@click.command()
@click.argument("flow")
@click.argument("pairs", metavar="[KEY=VALUE]...", nargs=-1)
@queue_option
@click.option("--id", "play_id", help="Id of the play: one of that id is left alone.")
@click.option("--input", "source", help="File with the inputs as JSON; - is stdin.")
@flows_option
def submit(
    flow: str,
    pairs: tuple[str, ...],
    queue: str,
    play_id: str | None,
    source: str | None,
    folders: list[Path],
) -> None:
    """Have a worker play FLOW, as its source is now. Prints the id of the play.

    The database is that of HERO_DATABASE_URL. Exit codes: 0 submitted, 2 not.
    """
    inputs = read_inputs(source, pairs) or Inputs()
    chosen = play_id or new_play_id()
    if not is_play_id(chosen):
        fail(f"{chosen!r} is no id of a play: use letters, digits, '.', '_', ':', '-'")
    try:
        file = find_flow(flow, folders)
        version = read_flow(file)
    except (NoSuchFlow, WrongPlay) as error:
        fail(str(error))
    with known_database() as database:
        from hero_runner.engines.dbos.control import submit_play

        name = file.flow or file.path.stem
        submit_play(database, queue, chosen, name, version, inputs.to_json())
    click.echo(chosen)
