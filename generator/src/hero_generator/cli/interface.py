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
    "--methods",
    "one_method",
    metavar="METHOD...",
    multiple=True,
    help="Show these methods.",
)
@click.argument("more_methods", nargs=-1, metavar="")
@click.option(
    "--search",
    default="",
    metavar="TEXT",
    help="Show the methods that answer this text.",
)
@click.option(
    "--budget",
    type=click.IntRange(min=1),
    metavar="TOKENS",
    help="Show about so many tokens and no more.",
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
    """Print the interface of a service, or a part of it.

    NAME is a service, an installed package, or the path of an interface.pyi. A part is a
    valid stub of some methods and the types they reach; the rest is listed in comments.
    Ends with 1 if there is no such interface or method.
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
