"""Say what all processes that use one database must agree on."""

import os
import socket
from collections.abc import Mapping
from importlib.util import find_spec
from typing import Final
from urllib.parse import urlsplit

from hero_runner.store.connection import StoreError

DATABASE_VARIABLE: Final = "HERO_DATABASE_URL"
APPLICATION: Final = "hero-runner"
PROTOCOL: Final = "1"
"""Version of what the workflow and its steps hold: other versions are left alone."""
WORKFLOW: Final = "play"
"""The one workflow there is: a flow is what it is called with."""
POLL_SECONDS: Final = 0.05
"""How often a queue of one play is looked at."""
_OWN_QUEUE: Final = "play:"


def own_queue(play: str) -> str:
    """Return the queue of a play that no worker is to take."""
    return f"{_OWN_QUEUE}{play}"


def is_own_queue(queue: str | None) -> bool:
    """Tell whether a queue is that of one play."""
    return queue is None or queue.startswith(_OWN_QUEUE)


def find_database(environ: Mapping[str, str]) -> str:
    """Return the address of the database. Raises `StoreError` with what is missing."""
    if find_spec("dbos") is None:
        raise StoreError(
            "the engine dbos is not installed: pip install 'hero-runner[dbos]'"
        )
    address = environ.get(DATABASE_VARIABLE, "")
    if not address:
        raise StoreError(
            f"the engine dbos needs a PostgreSQL database: set {DATABASE_VARIABLE}, for "
            "example to postgresql://user@host/name"
        )
    parts = urlsplit(address)
    if parts.scheme not in ("postgresql", "postgres") or parts.path in ("", "/"):
        raise StoreError(
            f"{DATABASE_VARIABLE} must be the address of a PostgreSQL database, such as "
            "postgresql://user@host/name"
        )
    return address


def explain_database(error: BaseException) -> str:
    """Say that the database cannot be used, without its password."""
    text = str(error).strip().splitlines() or [type(error).__name__]
    return (
        f"the database of {DATABASE_VARIABLE} cannot be used: {text[0][:300]}: check "
        "that it runs and the address, then run the same command again"
    )


def default_worker_name() -> str:
    """Return the name that a worker has from run to run: that of its machine."""
    return socket.gethostname() or f"user-{os.getuid()}"
