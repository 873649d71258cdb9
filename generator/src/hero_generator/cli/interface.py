"""The command `interface`."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import click

from hero_generator.cli.options import output_option
from hero_generator.cli.outcome import EXIT_PROBLEMS
from hero_generator.interfaces import Request, answer_request, find_interface
from hero_generator.workspace import find_output


@click.command()
@click.argument("name")
@click.option(
    "--methods", "one_method", multiple=True, help="Show this method; then more names."
)
@click.argument("more_methods", nargs=-1)
@click.option("--search", default="", help="Show the methods that answer this text.")
@click.option(
    "--budget", type=click.IntRange(min=1), help="Show no more tokens than about this."
)
@output_option
def interface(
    name: str,
    one_method: tuple[str, ...],
    more_methods: tuple[str, ...],
    search: str,
    budget: int | None,
    output: Path | None,
) -> None:
    """Print the interface of a service, or a part of it that is a valid stub.

    NAME is a service, an installed package, or the path of an interface.pyi.
    """
    if more_methods and not one_method:
        raise click.UsageError("Names of methods go behind --methods.")
    found = find_interface(name, output or find_output())
    if isinstance(found, str):
        _refuse(found)
    answer = answer_request(found, Request(one_method + more_methods, search, budget))
    if answer.problem:
        _refuse(answer.problem)
    click.echo(answer.text, nl=False)


def _refuse(problem: str) -> NoReturn:
    for line in problem.splitlines():
        click.echo(f"error: {line}", err=True)
    raise SystemExit(EXIT_PROBLEMS)
