"""The command `hero-runner play`."""

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from hero_runner.cli.options import flows_option, home_option, leave
from hero_runner.conventions import FLOW_INPUT, JOB_VARIABLE
from hero_runner.plays.playing import Runner, new_play_id
from hero_runner.plays.starting import Inputs
from hero_runner.registering.placeholder import render_placeholder


@click.command()
@click.argument("flow")
@click.argument("pairs", metavar="[KEY=VALUE]...", nargs=-1)
@click.option(
    "--id", "play_id", help="Id of the play: goes on with it if there is one."
)
@click.option("--job", "of_job", is_flag=True, help=f"Take the id from {JOB_VARIABLE}.")
@click.option(
    "--wait", is_flag=True, help="Wait for answers, or for another owner; not 75 then."
)
@click.option("--input", "source", help="File with the inputs as JSON; - is stdin.")
@home_option
@flows_option
def play(
    flow: str,
    pairs: tuple[str, ...],
    play_id: str | None,
    of_job: bool,
    wait: bool,
    source: str | None,
    home: Path,
    folders: list[Path],
) -> None:
    """Play FLOW, or go on with its play.

    The same command does both. FLOW is the name of a flow, or path.py, or path.py:function. The result is
    printed as JSON. Exit codes: 0 done, 1 the flow failed, 2 wrong usage or no such
    flow, 75 run the same command again, 130 or 143 cancelled.
    """
    inputs = read_inputs(source, pairs)
    chosen = _read_job(play_id, inputs) if of_job else play_id or new_play_id()
    if chosen != play_id:
        click.echo(f"hero-runner: play {chosen}", err=True)
    runner = Runner(home, folders)
    if not wait:
        leave(runner.play(flow, chosen, inputs))
        return
    from hero_runner.plays.waiting import play_and_wait

    def tell(message: str) -> None:
        click.echo(f"hero-runner: {message}", err=True)

    leave(play_and_wait(runner, home, flow, chosen, inputs, tell))


def _read_job(play_id: str | None, inputs: Inputs | None) -> str:
    """Return the id of the job as the id of its play."""
    job = os.environ.get(JOB_VARIABLE)
    if play_id is not None:
        raise click.UsageError("--job and --id: give one of the two")
    if not job:
        raise click.UsageError(
            f"--job: {JOB_VARIABLE} is not set: hero_proc sets it for its jobs; give "
            "--id elsewhere"
        )
    for name, text in (inputs.texts if inputs else {}).items():
        if text == render_placeholder(name):
            raise click.UsageError(
                f"{text} stands where an input of the job belongs: this hero_proc does "
                "not fill in commands; register the flow with all inputs"
            )
    return job


def read_inputs(
    source: str | None,
    pairs: tuple[str, ...],
    environ: Mapping[str, str] = os.environ,
) -> Inputs | None:
    """Return the inputs of a command line; none if it has none."""
    texts = {}
    for pair in pairs:
        key, sign, value = pair.partition("=")
        if not sign:
            raise click.UsageError(f"{pair!r} has no '=': give inputs as key=value")
        texts[key] = value
    if source is None:
        if texts or FLOW_INPUT not in environ:
            return Inputs({}, texts) if texts else None
        return Inputs(_parse(environ[FLOW_INPUT], FLOW_INPUT))
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
