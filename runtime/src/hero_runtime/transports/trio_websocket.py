"""Open WebSockets from trio, for a transport that has no nursery of its own."""

from collections.abc import Mapping

import trio
from websockets.exceptions import InvalidHandshake
from websockets.trio.client import ClientConnection, connect, unix_connect


class Opening:
    """Hold a connection and the nursery of its background tasks.

    It is a system task, which trio ends with the event loop: the connection serves
    calls of all tasks, and so must not end with the task that opened it.
    """

    def __init__(self, connector: connect) -> None:
        self._connector = connector
        self._scope = trio.CancelScope()
        self._settled = trio.Event()
        self._outcome: ClientConnection | OSError | EOFError | InvalidHandshake

    async def wait(self) -> ClientConnection:
        """Open the connection and return it, or raise why there is none."""
        trio.lowlevel.spawn_system_task(self._hold)
        try:
            await self._settled.wait()
        except trio.Cancelled:
            self._scope.cancel()
            raise
        if isinstance(self._outcome, ClientConnection):
            return self._outcome
        raise self._outcome

    async def _hold(self) -> None:
        with self._scope:
            async with trio.open_nursery() as nursery:
                try:
                    self._outcome = await self._connector.connect(nursery)
                except (OSError, EOFError, InvalidHandshake) as error:
                    self._outcome = error
                self._settled.set()


async def open_connection(
    url: str,
    socket_path: str | None,
    headers: Mapping[str, str],
    seconds: float,
    limit: int,
) -> ClientConnection:
    """Return a connection, or raise `OSError`, `EOFError` or `InvalidHandshake`."""
    if socket_path is None:
        connector = connect(
            url,
            additional_headers=dict(headers),
            open_timeout=seconds,
            close_timeout=2,
            max_size=limit,
            proxy=None,
        )
    else:
        connector = unix_connect(
            socket_path,
            url,
            additional_headers=dict(headers),
            open_timeout=seconds,
            close_timeout=2,
            max_size=limit,
        )
    return await Opening(connector).wait()
