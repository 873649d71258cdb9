# SERVICE: errors
# SUMMARY: Case: a, b, c
# SOCKET: none known
# from errors_client import Errors; client = Errors()
# AsyncErrors has the same methods, awaited.
# with client.batch() as batch: each method gives an object with result() after the block.

from hero_runtime.client import Client
from hero_runtime.model import Model

class NotFound_(Model):
    a: int | None = None

class Error9(Model):
    a: int | None = None

class Errors(Client):
    def a(self) -> bool: ...
    def b(self) -> bool: ...
    def c(self) -> bool: ...
