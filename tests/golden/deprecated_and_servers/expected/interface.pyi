# SERVICE: deprecated_and_servers
# SUMMARY: Case: old, new
# SOCKET: https://x/rpc, https://b.example/rpc, http://c.example:81
# from deprecated_and_servers_client import DeprecatedAndServers; deprecated_and_servers_api = DeprecatedAndServers()

from hero_runtime import Client

class DeprecatedAndServers(Client):
    def old(self) -> bool:
        """Do it the old way; deprecated"""

    def new(self, *, x: int | None = None) -> bool: ...
