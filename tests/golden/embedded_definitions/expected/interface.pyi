# SERVICE: embedded_definitions
# SUMMARY: Embedded definitions: get
# SOCKET: none known
# from embedded_definitions_client import EmbeddedDefinitions; client = EmbeddedDefinitions()
# AsyncEmbeddedDefinitions has the same methods, awaited.
# with client.batch() as batch: each method gives an object with result() after the block.

from hero_runtime.client import Client
from hero_runtime.model import Model

class Root(Model):
    v: Inner | None = None
    w: Marked | None = None
    u: Named | None = None

class Inner(Model):
    a: str

class Marked(Model):
    k: int | None = None

class Named(Model):
    n: float | None = None

class EmbeddedDefinitions(Client):
    def get(self) -> Root: ...
