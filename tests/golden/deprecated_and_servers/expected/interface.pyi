# SERVICE: deprecated_and_servers
# SUMMARY: Case: old, new
# SOCKET: https://x/rpc, https://b.example/rpc, http://c.example:81
# from deprecated_and_servers_client import DeprecatedAndServers; client = DeprecatedAndServers()
# AsyncDeprecatedAndServers has the same methods, awaited.
# with client.batch() as batch: each method gives an object with result() after the block.

from hero_runtime.client import Client

class DeprecatedAndServers(Client):
    def old(self) -> bool:
        """Do it the old way."""

    def new(self, *, x: int | None = None) -> bool: ...
