"""The command `hero-runner show`."""

import json
import sqlite3
import time
from pathlib import Path

import click

from hero_runner.cli.options import find_known_play, home_option, json_option
from hero_runner.cli.options import opened_store
from hero_runner.plays.inspecting import (
    build_record,
    find_play,
    is_over,
    latest_spans,
)
from hero_runner.spans.tree import arrange_spans, printable, render_branch
from hero_runner.store.plays import Play
from hero_runner.store.questions import read_questions
from hero_runner.store.spans import Usage, read_usage

_FOLLOW_SECONDS = 0.2


@click.command()
@click.argument("play_id", metavar="PLAY")
@click.option("--follow", is_flag=True, help="Show spans as they end, until all did.")
@home_option
@json_option
def show(play_id: str, follow: bool, home: Path, as_json: bool) -> None:
    """Show the tree of steps and calls of a play."""
    with opened_store(home) as connection:
        play = find_known_play(connection, home, play_id)
        if follow:
            play = _follow(connection, home, play)
        if as_json:
            click.echo(json.dumps(build_record(connection, play)))
            return
        for line in _list_lines(connection, play):
            click.echo(line)


def _follow(connection: sqlite3.Connection, home: Path, play: Play) -> Play:
    """Print each span once, when it ended, until the play rests."""
    shown: set[str] = set()
    while True:
        now = find_play(connection, home, play.id) or play
        ends = is_over(home, now)
        for branch in arrange_spans(latest_spans(connection, now)):
            if branch.span.ended is not None and branch.span.id not in shown:
                shown.add(branch.span.id)
                click.echo(render_branch(branch, time.time_ns()))
        if ends:
            click.echo("")
            return now
        time.sleep(_FOLLOW_SECONDS)


def _list_lines(connection: sqlite3.Connection, play: Play) -> list[str]:
    usage = read_usage(connection, play.id)
    lines = [
        f"play {play.id} of {printable(play.flow)}: {play.status}"
        f" (attempt {play.attempt})",
        *_list_usage(usage),
    ]
    if play.job:
        lines.append(f"job {printable(play.job)}")
    if play.error:
        lines.append(f"error: {_indent(play.error)}")
    spans = arrange_spans(latest_spans(connection, play))
    lines += [render_branch(branch, time.time_ns()) for branch in spans]
    for question in read_questions(connection, play.id):
        if question.answer is None:
            lines.append(f"waits for: {printable(question.name)}")
    if play.dropped:
        lines.append(f"{play.dropped} events of spans were lost")
    if play.output is not None:
        lines.append(f"result: {play.output}")
    return lines


def _list_usage(usage: Usage) -> list[str]:
    if usage == Usage(None, None, None):
        return []
    taken = "unknown" if usage.input_tokens is None else usage.input_tokens
    given = "unknown" if usage.output_tokens is None else usage.output_tokens
    cost = "unknown" if usage.cost is None else f"${usage.cost}"
    return [f"tokens: {taken} in, {given} out; cost: {cost}"]


def _indent(text: str) -> str:
    return "\n  ".join(printable(line) for line in text.splitlines())
