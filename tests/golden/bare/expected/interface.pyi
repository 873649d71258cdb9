# SERVICE: bare
# SUMMARY: ping, pong, log
# SOCKET: none known
# from bare_client import Bare; bare_api = Bare()

from hero_runtime import Client

class Bare(Client):
    def ping(self) -> None: ...  # read
    def pong(self) -> bool: ...
    def log(self, text: str) -> None: ...
