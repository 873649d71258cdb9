"""The command `hero-runner keep`."""

from pathlib import Path

import click

from hero_runner.cli.options import (
    fail,
    find_known_play,
    flows_option,
    home_option,
    opened_store,
)


@click.command()
@click.argument("play_id", metavar="PLAY")
@click.option("--as", "name", required=True, help="Name of the flow.")
@click.option(
    "--script",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Keep this file in place of the script of the play.",
)
@home_option
@flows_option
def keep(
    play_id: str, name: str, script: Path | None, home: Path, folders: list[Path]
) -> None:
    """Keep the script of a play as a flow with typed inputs.

    Playing the flow asks no language model, and `make check` says when a service no
    longer fits it. Exit codes: 0 kept, 2 it cannot be kept.
    """
    from hero_runner.agent.saved import CannotKeep, check_kept, keep_script, parse_kept

    if not folders:
        fail("no folder for flows: name one with --flows")
    with opened_store(home) as connection:
        play = find_known_play(connection, home, play_id)
    try:
        kept = parse_kept(play)
        source = kept.source if script is None else script.read_text("utf-8")
        check_kept(source, kept.services)
        files = keep_script(folders[0], name, kept.request, source, kept.services)
    except (CannotKeep, OSError, UnicodeDecodeError) as error:
        fail(str(error))
    click.echo(f"{files.flow}\n{files.script}")
