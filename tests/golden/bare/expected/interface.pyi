# SERVICE: bare
# SUMMARY: ping, pong, log
# SOCKET: none known
# from bare_client import Bare; client = Bare()
# AsyncBare has the same methods, awaited.

from hero_runtime.client import Client

class Bare(Client):
    def ping(self) -> None: ...
    def pong(self) -> bool: ...
    def log(self, text: str) -> None: ...
