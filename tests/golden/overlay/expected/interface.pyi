# SERVICE: overlay
# SUMMARY: Case: a, c
# SOCKET: none known
# from overlay_client import Overlay; client = Overlay()
# AsyncOverlay has the same methods, awaited.
# with client.batch() as batch: each method gives an object with result() after the block.

from hero_runtime.client import Client

class Overlay(Client):
    def a(self, right: str) -> bool: ...
    def c(self, *, x: int | None = None, y: str | None = None) -> bool: ...
