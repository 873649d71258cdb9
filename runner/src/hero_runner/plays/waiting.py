"""Play a flow, and stay while its play waits for people or for another process.

A supervisor counts how often it starts a command again, and some do so without any
pause. Waiting here costs it nothing: one process that sleeps.
"""

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Final

from hero_runner.conventions import EXIT_INTERRUPTED, EXIT_RESUME
from hero_runner.engines.lock import find_owner
from hero_runner.plays.outcome import Outcome
from hero_runner.plays.playing import Runner
from hero_runner.plays.starting import Inputs
from hero_runner.store.connection import StoreError, open_store
from hero_runner.store.home import play_folder, store_path
from hero_runner.store.plays import read_play
from hero_runner.store.questions import count_open_questions

PAUSE_SECONDS: Final = 1.0


def play_and_wait(
    runner: Runner,
    home: Path,
    flow: str,
    play: str,
    inputs: Inputs | None,
    tell: Callable[[str], None],
) -> Outcome | None:
    """Play until there is an outcome that waiting does not change.

    A play that was interrupted is one: whoever started this process decides whether to
    start it again. SIGTERM while it waits ends this process and leaves the play as it
    is, with its question open.
    """
    told = None
    try:
        while True:
            outcome = runner.play(flow, play, inputs)
            if outcome is None or not _can_be_waited_for(home, play, outcome):
                return outcome
            if outcome.message != told:
                told = outcome.message
                tell(told)
            time.sleep(PAUSE_SECONDS)
            while _waits(home, play):
                time.sleep(PAUSE_SECONDS)
    except KeyboardInterrupt:
        return Outcome(EXIT_INTERRUPTED, None, f"play {play} is no longer waited for")


def _can_be_waited_for(home: Path, play: str, outcome: Outcome) -> bool:
    if outcome.exit_code != EXIT_RESUME:
        return False
    if find_owner(play_folder(home, play)) is not None:
        return True
    with closing(open_store(store_path(home))) as connection:
        known = read_play(connection, play)
    return known is not None and known.status == "awaiting_resume"


def _waits(home: Path, play: str) -> bool:
    """Tell whether nothing can come of playing now; a broken store is told by that."""
    if find_owner(play_folder(home, play)) is not None:
        return True
    try:
        with closing(open_store(store_path(home), must_exist=True)) as connection:
            return count_open_questions(connection, play) > 0
    except (StoreError, sqlite3.Error):
        return False
