# SERVICE: overlay
# SUMMARY: Case: a, c
# SOCKET: none known
# from overlay_client import Overlay; overlay_api = Overlay()

from hero_runtime import Client

class Overlay(Client):
    def a(self, right: str) -> bool: ...
    def c(self, *, x: int | None = None, y: str | None = None) -> bool: ...
