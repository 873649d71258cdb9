# SERVICE: invalid_but_readable
# SUMMARY: a, b, c, d
# SOCKET: none known
# from invalid_but_readable_client import InvalidButReadable; client = InvalidButReadable()
# AsyncInvalidButReadable has the same methods, awaited.
# with client.batch() as batch: each method gives an object with result() after the block.

from typing import Any

from hero_runtime.client import Client
from hero_runtime.omit import OMIT

class InvalidButReadable(Client):
    def a(self, *, x: int | None = None) -> bool: ...
    def b(self) -> str: ...
    def c(self, *, no_schema: Any = OMIT, parameter2: str | None = None) -> bool: ...
    def d(self) -> bool: ...
