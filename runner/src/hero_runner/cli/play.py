"""The command `hero-runner play`."""

import json
import os
import sys
from pathlib import Path
from typing import Any

import click

from hero_runner.cli.options import flows_option, home_option, leave
from hero_runner.conventions import FLOW_INPUT
from hero_runner.plays.playing import Runner, new_play_id
from hero_runner.plays.starting import Inputs


@click.command()
@click.argument("flow")
@click.argument("pairs", metavar="[KEY=VALUE]...", nargs=-1)
@click.option(
    "--id", "play_id", help="Id of the play: goes on with it if there is one."
)
@click.option("--input", "source", help="File with the inputs as JSON; - is stdin.")
@home_option
@flows_option
def play(
    flow: str,
    pairs: tuple[str, ...],
    play_id: str | None,
    source: str | None,
    home: Path,
    folders: list[Path],
) -> None:
    """Play FLOW, or go on with its play: the same command does both.

    FLOW is the name of a flow, or path.py, or path.py:function. The result is
    printed as JSON. Exit codes: 0 done, 1 the flow failed, 2 wrong usage or no such
    flow, 75 run the same command again, 130 or 143 cancelled.
    """
    inputs = read_inputs(source, pairs)
    chosen = play_id or new_play_id()
    if play_id is None:
        click.echo(f"hero-runner: play {chosen}", err=True)
    leave(Runner(home, folders).play(flow, chosen, inputs))


def read_inputs(source: str | None, pairs: tuple[str, ...]) -> Inputs | None:
    """Return the inputs of a command line; none if it has none."""
    texts = {}
    for pair in pairs:
        key, sign, value = pair.partition("=")
        if not sign:
            raise click.UsageError(f"{pair!r} has no '=': give inputs as key=value")
        texts[key] = value
    if source is None:
        if texts or FLOW_INPUT not in os.environ:
            return Inputs({}, texts) if texts else None
        return Inputs(_parse(os.environ[FLOW_INPUT], FLOW_INPUT))
    return Inputs(_parse(_read(source), source), texts)


def _read(source: str) -> str:
    try:
        data = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
        return data.decode()
    except (OSError, UnicodeDecodeError) as error:
        raise click.UsageError(f"--input {source}: {error}") from error


def _parse(text: str, source: str) -> dict[str, Any]:
    try:
        values = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise click.UsageError(f"{source}: no JSON: {error}") from error
    if not isinstance(values, dict):
        raise click.UsageError(f"{source}: must be a JSON object, of inputs by name")
    return values
