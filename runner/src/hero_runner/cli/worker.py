"""The command `hero-runner worker`."""

import os
import sys
from pathlib import Path

import click

from hero_runner.cli.database import known_database, queue_option
from hero_runner.cli.options import fail, flows_option, home_option
from hero_runner.engines.dbos.settings import default_worker_name
from hero_runner.engines.lock import take_lock
from hero_runner.engines.port import OwnedElsewhere
from hero_runner.store.home import is_play_id, worker_folder


@click.command()
@queue_option
@click.option(
    "--concurrency",
    type=click.IntRange(1, 1000),
    default=1,
    show_default=True,
    help="How many plays at once on each worker of the queue.",
)
@click.option("--name", help="Name of the worker, always the same [default: hostname].")
@home_option
@flows_option
def worker(
    queue: str, concurrency: int, name: str | None, home: Path, folders: list[Path]
) -> None:
    """Take plays from a queue and run them, until stopped.

    A worker goes on with what it ran when it was killed: start it again with the same
    name. The concurrency belongs to the queue: the worker that was started last sets
    it for all. The database is that of HERO_DATABASE_URL.
    """
    chosen = name or default_worker_name()
    if not is_play_id(chosen):
        fail(f"{chosen!r} is no name for a worker: give another with --name")
    try:
        lock = take_lock(worker_folder(home, chosen), chosen)
    except OwnedElsewhere as error:
        fail(f"the worker {chosen} runs already, in process {error.owner}")
    except OSError as error:
        fail(f"{worker_folder(home, chosen)}: {error}")
    with known_database() as database:
        from hero_runner.engines.dbos.worker import Place, Worker

        place = Place(chosen, home, folders, database)
        click.echo(f"hero-runner: worker {chosen} takes plays from {queue}", err=True)
        number = Worker(place).run(queue, concurrency)
    lock.release()
    sys.stderr.flush()
    # Threads that wait for plays would be waited for; their processes end with this.
    os._exit(128 + number)
