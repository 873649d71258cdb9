"""Bring the workflow of a play to what the play store says of the play."""

from contextlib import closing
from pathlib import Path
from typing import Final

from hero_runner.engines.dbos.launch import PlayFailed
from hero_runner.store.connection import open_store
from hero_runner.store.home import store_path
from hero_runner.store.plays import Play, read_play

SETTLED: Final = frozenset({"success", "failed", "stale", "refused"})
"""Statuses of plays whose workflow is done, well or not."""


def find_row(home: Path, play: str) -> Play | None:
    """Return a play of a home, if it is known there."""
    with closing(open_store(store_path(home))) as connection:
        return read_play(connection, play)


def settle(row: Play) -> str | None:
    """Return what a workflow returns that is done; raises `PlayFailed`."""
    if row.status == "success":
        return row.output
    raise PlayFailed(f"{row.status}: {row.error}")
