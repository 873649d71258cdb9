"""Say where the runner keeps its files."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from hero_runner.conventions import HOME_VARIABLE

_PLAY_ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,99}")


def find_home(environ: Mapping[str, str], given: Path | None = None) -> Path:
    """Return the folder of the runner: given, of the environment, or the default.

    A service manager may start us with an empty environment: the home folder then
    comes from the user database.
    """
    if given is not None:
        return given.absolute()
    if named := environ.get(HOME_VARIABLE):
        return Path(named).expanduser().absolute()
    if root := environ.get("PATH_ROOT"):
        return Path(root).expanduser().absolute() / "var/runner"
    if state := environ.get("XDG_STATE_HOME"):
        return Path(state).expanduser().absolute() / "hero_runner"
    return Path(os.path.expanduser("~")) / ".local/state/hero_runner"


def store_path(home: Path) -> Path:
    """Return the path of the play store."""
    return home / "plays.sqlite3"


def play_folder(home: Path, play: str) -> Path:
    """Return the folder of a play: its lock, its socket and what it printed."""
    return home / "plays" / play


def worker_folder(home: Path, worker: str) -> Path:
    """Return the folder of a worker: its lock."""
    return home / "workers" / worker


def is_play_id(text: str) -> bool:
    """Tell whether a text can be the id of a play, and so the name of its folder."""
    return _PLAY_ID.fullmatch(text) is not None
