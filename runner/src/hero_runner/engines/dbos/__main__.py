"""Start the keeper of a play: HOME PLAY DESCRIPTOR, and the database by environment."""

import os
import socket
import sys
from pathlib import Path

from hero_runner.engines.dbos.channel import Channel
from hero_runner.engines.dbos.settings import DATABASE_VARIABLE


def main() -> None:
    """Wait for the flow to begin; a play that rests ends its keeper before DBOS loads."""
    home, play, descriptor = sys.argv[1:]
    channel = Channel(socket.socket(fileno=int(descriptor)))
    message = channel.read()
    if message is None or "begin" not in message:
        return
    from hero_runner.engines.dbos.keeper import Keeper

    Keeper(Path(home), play, channel, os.environ[DATABASE_VARIABLE]).run()
    # The workflow's thread may be halted on purpose, and would be waited for.
    os._exit(0)


if __name__ == "__main__":
    main()
