"""What the commands have in common that use the database of the engine dbos."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import click

from hero_runner.cli.options import fail
from hero_runner.engines.dbos.settings import find_database, is_own_queue
from hero_runner.store.connection import StoreError
from hero_runner.store.home import is_play_id


@contextmanager
def known_database() -> Iterator[str]:
    """Find the address of the database; ends the command with what is wrong, if any."""
    try:
        yield find_database(os.environ)
    except StoreError as error:
        fail(str(error))


def check_queue(context: click.Context, parameter: click.Parameter, value: str) -> str:
    """Refuse what can be no name of a queue."""
    if not is_play_id(value) or is_own_queue(value):
        raise click.BadParameter(
            "use letters, digits, '.', '_', ':', '-', and no 'play:' in front"
        )
    return value


queue_option = click.option(
    "--queue", required=True, callback=check_queue, help="Name of the queue."
)
