"""The command `hero-runner agent`."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from hero_runner.cli.options import flows_option, home_option, json_option, leave
from hero_runner.plays.outcome import Outcome
from hero_runner.plays.playing import Runner, new_play_id
from hero_runner.plays.starting import Inputs

FLOW = "service_agent_v3"


@click.command()
@click.argument("task", default="")
@click.option("--service", "services", multiple=True, help="Choose from these only.")
@click.option("--max-retries", type=click.IntRange(min=0), help="[default: 3]")
@click.option("--plan", is_flag=True, help="Show the calls; make none of them.")
@click.option(
    "--approve", metavar="PLAY", help="Make the changes of a plan, no others."
)
@click.option(
    "--sandbox",
    type=click.Choice(["bubblewrap", "none"]),
    help="none runs scripts with all your rights.",
)
@click.option(
    "--id", "play_id", help="Id of the play: goes on with it if there is one."
)
@home_option
@flows_option
@json_option
def agent(
    task: str,
    services: tuple[str, ...],
    max_retries: int | None,
    plan: bool,
    approve: str | None,
    sandbox: str | None,
    play_id: str | None,
    home: Path,
    folders: list[Path],
    as_json: bool,
) -> None:
    """Do TASK, given in words: play the flow service_agent_v3.

    Prints what came of it, or the whole result with --json. Exit codes are those of
    `play`: 0 done, 1 not done, 75 it waits for an answer.
    """
    if bool(task) == bool(approve):
        raise click.UsageError("Give a task in words, or --approve PLAY.")
    values: dict[str, Any] = {
        "prompt": task,
        "services": list(services),
        "max_retries": max_retries,
        "plan": plan,
        "approve": approve,
        "sandbox": sandbox,
    }
    given = {name: value for name, value in values.items() if value}
    if max_retries is not None:
        given["max_retries"] = max_retries
    chosen = play_id or new_play_id()
    click.echo(f"hero-runner: play {chosen}", err=True)
    outcome = Runner(home, folders).play(FLOW, chosen, Inputs(given))
    leave(outcome if as_json or outcome is None else _for_people(outcome))


def _for_people(outcome: Outcome) -> Outcome:
    """Return an outcome with the text of the result in place of all of it."""
    if outcome.output is None:
        return outcome
    text = str(json.loads(outcome.output)["result"]).rstrip()
    return replace(outcome, output=None if outcome.message else text)
