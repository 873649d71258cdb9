"""The command `hero-runner export`."""

import time
from pathlib import Path

import click

from hero_runner.cli.options import find_known_play, home_option, opened_store
from hero_runner.store.spans import read_spans


@click.command()
@click.argument("play_id", metavar="PLAY")
@click.option("--otlp", "form", flag_value="otlp", help="OpenTelemetry's JSON.")
@click.option("--chrome", "form", flag_value="chrome", help="For Chrome and Perfetto.")
@home_option
def export(play_id: str, form: str | None, home: Path) -> None:
    """Print the spans of a play for another program to show."""
    if form is None:
        raise click.UsageError("choose a form: --otlp or --chrome")
    with opened_store(home) as connection:
        play = find_known_play(connection, home, play_id)
        spans = read_spans(connection, play_id)
    if form == "otlp":
        from hero_runner.spans.otlp import render_otlp

        click.echo(render_otlp(play, spans))
    else:
        from hero_runner.spans.chrome import render_chrome_trace

        click.echo(render_chrome_trace(play, spans, time.time_ns()))
