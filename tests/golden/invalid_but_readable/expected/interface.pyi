# SERVICE: invalid_but_readable
# SUMMARY: a, b, c, d
# SOCKET: none known
# from invalid_but_readable_client import InvalidButReadable; invalid_but_readable_api = InvalidButReadable()

from typing import Any

from hero_runtime import OMIT, Client

class InvalidButReadable(Client):
    def a(self, *, x: int | None = None) -> bool: ...
    def b(self) -> str: ...
    def c(self, *, no_schema: Any = OMIT, parameter2: str | None = None) -> bool: ...
    def d(self) -> bool: ...
