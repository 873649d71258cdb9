# SERVICE: bare
# SUMMARY: ping, pong, log
# SOCKET: none known
# from bare_client import Bare; client = Bare()
# AsyncBare has the same methods, awaited.
# with client.batch() as batch: each method gives an object with result() after the block.

from hero_runtime.client import Client

class Bare(Client):
    def ping(self) -> None: ...
    def pong(self) -> bool: ...
    def log(self, text: str) -> None: ...
